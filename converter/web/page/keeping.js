/* What this tab keeps while it is open, so that a closed converter or a reload loses nothing; and of the last
   files the names, and what was left as it is. No text outlives the tab. */

const DESK = "desk";
const LEFT = "left";
const NAMES = "names";
const MOST_NAMES = 5;

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

/** Whether there was room. A browser may also forbid it. */
function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export const keeping = {
  desk: () => read(sessionStorage, DESK),
  keepDesk: desk => write(sessionStorage, DESK, desk),
  dropDesk: () => sessionStorage.removeItem(DESK),

  /** The ids of problems that are left as they are in the file of a name. */
  left: name => new Set(read(localStorage, LEFT)?.[name]),
  keepLeft: (name, ids) => write(localStorage, LEFT, { ...read(localStorage, LEFT), [name]: [...ids] }),

  names: () => read(localStorage, NAMES) ?? [],
  addName(name) {
    const names = [...new Set([name, ...keeping.names()])].slice(0, MOST_NAMES);
    const left = Object.entries(read(localStorage, LEFT) ?? {}).filter(([one]) => names.includes(one));
    write(localStorage, NAMES, names);
    write(localStorage, LEFT, Object.fromEntries(left));
  },
  dropNames: () => [NAMES, LEFT].forEach(key => localStorage.removeItem(key)),

  choice: (name, otherwise) => read(localStorage, name) ?? otherwise,
  keepChoice: (name, value) => write(localStorage, name, value),
};
