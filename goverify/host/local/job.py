"""A program with all that it starts, as a job object: how Windows keeps processes together."""

import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from goverify.host.local.windows import demand_safe

CREATE_SUSPENDED = 0x4
"""The program does nothing before it is in the job, so that nothing it starts is outside."""

PROCESS_RIGHTS = 0x0001 | 0x0100 | 0x0800
"""PROCESS_TERMINATE, _SET_QUOTA, _SUSPEND_RESUME."""

EXTENDED_LIMITS = 9
"""JobObjectExtendedLimitInformation."""

LIMITS = 0x2000 | 0x0400
"""JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, and _DIE_ON_UNHANDLED_EXCEPTION: no message box waits for an answer."""

LIMIT_FLAGS_OFFSET = 16
LIMITS_SIZE_BYTES = 144 if sys.maxsize > 1 << 32 else 112
"""JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h); the flags come after two 64-bit times."""

NO_ERROR_BOXES = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, _NOGPFAULTERRORBOX, _NOOPENFILEERRORBOX; programs started here inherit it."""

if sys.platform == "win32":
    import ctypes

    class Job:
        """A job object; what is in it dies with it."""

        loose = True
        """A process can leave it; not so once the job has taken the program in, which a sandbox may forbid."""

        def __init__(self) -> None:
            self._kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel32.SetErrorMode(NO_ERROR_BOXES)
            self._kernel32.CreateJobObjectW.restype = ctypes.c_void_p
            self._kernel32.OpenProcess.restype = ctypes.c_void_p
            self._handle = ctypes.c_void_p(self._kernel32.CreateJobObjectW(None, None))
            limits = ctypes.create_string_buffer(LIMITS_SIZE_BYTES)
            struct.pack_into("<I", limits, LIMIT_FLAGS_OFFSET, LIMITS)
            self._kernel32.SetInformationJobObject(self._handle, EXTENDED_LIMITS, limits, LIMITS_SIZE_BYTES)

        def start(self, argv: Sequence[str], env: Mapping[str, str], cwd: PurePath) -> subprocess.Popen[bytes]:
            """Start a program in it; OSError with the system's own error."""
            demand_safe(argv)
            self._process = subprocess.Popen(
                list(argv),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env=env,
                cwd=cwd,
                creationflags=subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW | CREATE_SUSPENDED,
            )
            self._adopt(self._process.pid)
            return self._process

        def _adopt(self, pid: int) -> None:
            """Take in the program, which waits, and let it go on."""
            process = ctypes.c_void_p(self._kernel32.OpenProcess(PROCESS_RIGHTS, 0, pid))
            self.loose = not self._kernel32.AssignProcessToJobObject(self._handle, process)
            waits = ctypes.WinDLL("ntdll").NtResumeProcess(process)
            self._kernel32.CloseHandle(process)
            if waits:
                self._process.kill()
                raise OSError(f"a program cannot be resumed (NTSTATUS {waits & 0xFFFFFFFF:#x})")

        def leader_ended(self) -> bool:
            """Return whether the program has ended."""
            return self._process.poll() is not None

        def end(self) -> None:
            """End every process in it."""
            self._kernel32.TerminateJobObject(self._handle, 1)
            self._process.kill()

        def close(self) -> None:
            """End what is left, and give the job up."""
            self._kernel32.CloseHandle(self._handle)
