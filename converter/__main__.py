"""The start of the command ``footnoted``: what it loads, and how it ends.

Modules are loaded within `main`, so that an interrupt while they load is met like any other.
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command and exit. No traceback reaches the user, unless FOOTNOTED_DEBUG is set."""
    gc.disable()  # it would find nothing, as trees have no cycles, and take 4 % of an article's time
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    _replace_closed_streams()
    try:
        code = _run(sys.argv[1:])
        sys.stdout.flush()
        from converter.speed.patterns import keep_compiled

        keep_compiled()
    except KeyboardInterrupt:
        code = 130
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BrokenPipeError:
        code = 0  # The reader went away; there is nobody to tell.
    except OSError as error:
        code = _fail(f"reading or writing failed: {(error.strerror or str(error)).lower()}")
    # End at once: to take all modules apart would cost an article a tenth of its time, and Python
    # would try once more to write what a closed pipe or a full disk did not take.
    os._exit(code)


def _run(args: list[str]) -> int:
    from converter.speed.start import load_msgspec, usual_conversion

    load_msgspec()
    from converter.document.diagnostics import ConversionError

    try:
        usual = usual_conversion(args)
        if usual is not None:
            from converter.commands.convert import Conversion, run

            return run(Conversion(**usual))
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


def _fail(message: str) -> int:
    from contextlib import suppress

    from converter.document.diagnostics import printable

    with suppress(OSError):  # nobody can be told then; the exit code still says it
        sys.stderr.write(f"footnoted: {printable(message)}\n")
    return 2


if __name__ == "__main__":
    main()
