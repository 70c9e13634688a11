"""What moves into a note as it is: fields, links, content controls, tracked changes, symbols.

Words of a definition are written anew, in the look of notes. What stands among them and is more than
words (a citation that a reference manager put in, a link whose address is not shown) is a `Piece`: it
is cut out whole and put into the note, if all of it stands inside of the definition. While the text is
read, it is masked, so that nothing in it is taken for a bracket or for a reference.

`choice` says which pieces move, `lifting` cuts them out of the manuscript and puts them into notes.
"""
