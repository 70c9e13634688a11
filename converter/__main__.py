"""The start of the command ``footnoted``.

A short article takes less time to convert than the libraries of a command line take to load. So the
usual call, a file and its outputs, is understood here, and everything else is left to
`converter.commands.cli`.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as typing has it, which is loaded later
if TYPE_CHECKING:
    from typing import Any, NoReturn

COMMANDS = ("renumber", "check", "rules", "rule", "styles", "formats", "completion")
"""Words that are no file to convert, but what to do."""


def main() -> NoReturn:
    """Run the command and exit. No traceback reaches the user, unless FOOTNOTED_DEBUG is set."""
    gc.disable()  # a run is short, and trees have no cycles
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    _replace_closed_streams()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BrokenPipeError:
        code = 0  # The reader went away; there is nobody to tell.
    except OSError as error:
        code = _fail(f"reading or writing failed: {(error.strerror or str(error)).lower()}")
    # End at once: taking a large tree apart piece by piece would only cost time, and Python would
    # try once more to write what a closed pipe or a full disk did not take.
    os._exit(code)


def _run(args: list[str]) -> int:
    _spare_imports()
    from converter.document.diagnostics import ConversionError

    try:
        request = _usual(args)
        if request is not None:
            from converter.commands.convert import Conversion, run

            return run(Conversion(**request))
        from converter.commands.cli import main as full_command

        return full_command(args)
    except ConversionError as error:
        return _fail(str(error))
    except MemoryError:
        return _fail("there is not enough memory for this file")
    except Exception as error:
        if _is_of_a_stream(error) or os.environ.get("FOOTNOTED_DEBUG"):
            raise
        return _fail(
            f"a fault in footnoted itself ({type(error).__name__}: {error}); "
            "set FOOTNOTED_DEBUG=1 to see where, and please report it"
        )


def _replace_closed_streams() -> None:
    """Put the null device in place of standard streams that were closed before the start.

    To read from it or to write to it is an error for input and output. What is said on standard
    error is dropped.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY))
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _is_of_a_stream(error: Exception) -> bool:
    """Whether a standard stream failed: an error of a file tells its name."""
    return isinstance(error, OSError) and error.filename is None


def _spare_imports() -> None:
    """Load msgspec without modules that take as long to load as a short article to convert.

    They are typing_extensions, asked for names that typing has as well; datetime, all of which its
    own module in C replaces; those of types that no node is made of; and parts of msgspec itself that
    no command needs. Whoever loads one of these modules later gets the real one; only `msgspec.json`
    stays without its schemas.
    """
    import typing
    from contextlib import suppress
    from types import SimpleNamespace

    unused = type("Unused", (), {})
    stand_ins: dict[str, Any] = {
        "typing_extensions": typing,
        "uuid": SimpleNamespace(UUID=unused, SafeUUID=SimpleNamespace(unknown=None)),
        "decimal": SimpleNamespace(Decimal=unused),
        "msgspec._json_schema": SimpleNamespace(schema=None, schema_components=None),
        **{f"msgspec.{name}": SimpleNamespace() for name in ("inspect", "msgpack", "toml", "yaml")},
    }
    with suppress(ImportError):
        stand_ins["datetime"] = __import__("_datetime")
    spared = stand_ins.keys() - sys.modules.keys()
    sys.modules.update({name: stand_ins[name] for name in spared})
    # A release that asks for more is loaded with the real ones, where it is needed.
    with suppress(AttributeError, ImportError):
        import msgspec  # noqa: F401
    for name in spared:
        del sys.modules[name]


def _usual(args: list[str]) -> dict[str, Any] | None:
    """``[convert] IN -o OUT …``, with ``-q`` or ``-v``; None for any other arguments."""
    if os.environ.get("_FOOTNOTED_COMPLETE"):
        return None
    words = iter(args[1:] if args[:1] == ["convert"] else args)
    inputs, outputs = [], []
    flags = {"-q": "quiet", "-v": "verbose"}
    given: dict[str, Any] = {}
    for word in words:
        if word in flags:
            given[flags[word]] = True
        elif word == "-o":
            outputs.append(next(words, ""))
        elif word.startswith("-"):
            return None
        else:
            inputs.append(word)
    if len(inputs) != 1 or not outputs or "" in outputs or inputs[0] in COMMANDS:
        return None
    return {"input": inputs[0], "outputs": tuple(outputs), **given}


def _fail(message: str) -> int:
    from contextlib import suppress

    from converter.document.diagnostics import printable

    with suppress(OSError):  # nobody can be told then; the exit code still says it
        sys.stderr.write(f"footnoted: {printable(message)}\n")
    return 2


if __name__ == "__main__":
    main()
