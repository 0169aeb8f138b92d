import { perturbationSource } from "./perturbation.ts";

/**
 * Python source of the trusted runner of the system-python executor. It is process 1 of the sandbox's own process
 * namespace; the program and each perturbed variant are forked children of it.
 *
 * Channels: fd 0 brings the request, fd 1 takes the result, and no child ever holds either: a child's 0, 1 and 2 are
 * replaced and everything above is closed before the program is even parsed. What a program cannot do to process 1:
 * signal it (the kernel shields process 1 from its own namespace), trace it or open its /proc files (not dumpable, and
 * ptrace is filtered). The nonce stands last in the request and is read only after every child is dead.
 *
 * Request: one line `codeBytes stdinBytes keepBytes seed perturb timeoutMs memoryMb outputBytes fileBytes processes`,
 * then code, stdin, the kept numbers (space separated), and 32 characters of nonce.
 * Result: `S` when the runner is ready, then `nonce count`, then per run one line
 * `status exitCode durationMs stdoutTotal stderrTotal stdoutBytes stderrBytes`, then the bytes in the same order.
 */
export const runnerSource = `${perturbationSource}
${String.raw`
import posix, sys, time, select, resource, _signal, _ctypes

VARIANT_MS = 1000
MEMORY_SIGNAL = _signal.SIGRTMAX - 1
POLL_MS = 100


def prctl(option, value):
    function = _ctypes.dlsym(_ctypes.dlopen(None, 0), "prctl")
    return _ctypes.call_function(function, (option, value, 0, 0, 0))


def read_exactly(size):
    parts = []
    while size > 0:
        part = posix.read(0, min(size, 1 << 20))
        if not part:
            raise SystemExit("the request ended early")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_line():
    line = b""
    while not line.endswith(b"\n"):
        line += read_exactly(1)
    return line.split()


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[posix.write(fd, view):]


class SeedOnImport:
    """Seeds random and numpy.random when, and only when, the program imports them: importing costs 2 ms and more."""

    def __init__(self, seed):
        self.seed = seed

    def find_spec(self, name, path=None, target=None):
        if name not in ("random", "numpy.random"):
            return None
        sys.meta_path.remove(self)
        try:
            spec = sys.modules["_frozen_importlib"]._find_spec(name, path)
        finally:
            sys.meta_path.insert(0, self)
        if spec is None:
            return None
        load, seed = spec.loader.exec_module, self.seed

        def exec_module(module):
            load(module)
            module.seed(seed if name == "random" else seed % 2**32)

        spec.loader.exec_module = exec_module
        return spec


def limit(name, value):
    try:
        resource.setrlimit(name, (value, value))
    except ValueError:
        pass  # a lower hard limit is in force already


def finish(code):
    threading = sys.modules.get("threading")
    try:
        if threading:
            threading._shutdown()
        import atexit
        atexit._run_exitfuncs()
    except BaseException:
        code = code or 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream and stream.flush()
        except BaseException:
            code = code or 120
    posix._exit(code)


def run_program(source, seed, variant, keep):
    module = type(sys)("__main__")
    module.__builtins__ = sys.modules["builtins"]
    module.__file__ = "/box/main.py"
    sys.modules["__main__"] = module
    sys.argv = ["main.py"]
    sys.meta_path.insert(0, SeedOnImport(seed))
    import _sitebuiltins, builtins
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    code = 0
    exhausted = False
    try:
        if variant:
            # 1024 is ast.PyCF_ONLY_AST
            tree = compile(source, "/box/main.py", "exec", 1024, True)
            program = compile(perturb(tree, variant, keep), "/box/main.py", "exec", 0, True)
        else:
            program = compile(source, "/box/main.py", "exec", 0, True)
        exec(program, module.__dict__)
    except SystemExit as ended:
        if ended.code is None:
            code = 0
        elif isinstance(ended.code, int):
            code = ended.code & 255
        else:
            code = 1
            try:
                sys.stderr.write(str(ended.code) + "\n")
            except BaseException:
                pass
    except BaseException as error:
        exhausted = isinstance(error, MemoryError)
        code = 130 if isinstance(error, KeyboardInterrupt) else 1
        try:
            # Without the runner's own frame; for a syntax error that leaves none.
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            sys.excepthook(type(error), error, error.__traceback__)
        except BaseException:
            pass
    if exhausted:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:
                pass
        _signal.signal(MEMORY_SIGNAL, _signal.SIG_DFL)
        posix.kill(posix.getpid(), MEMORY_SIGNAL)
    finish(code)


def private_memory():
    """Bytes of the memory that the program's processes do not share with files or with one another's mappings."""
    total = 0
    for name in posix.listdir("/proc"):
        if name.isdigit() and name != "1":
            try:
                fd = posix.open("/proc/" + name + "/statm", posix.O_RDONLY)
                fields = posix.read(fd, 200).split()
                posix.close(fd)
                total += (int(fields[1]) - int(fields[2])) * 4096
            except (OSError, IndexError):
                pass
    return total


def kill_all():
    """Process 1 outlives kill(-1); nothing else in the namespace does."""
    status_of = {}
    while True:
        try:
            posix.kill(-1, _signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            pid, status = posix.waitpid(-1, 0)
            status_of[pid] = status
        except ChildProcessError:
            return status_of


def watch(pid, streams, cap, timeout_ms, memory_bytes):
    """Reads the child's streams until it ends or a limit does it. Returns (verdict or None, wait status, texts, totals)."""
    kept, totals = [[], []], [0, 0]
    pidfd = posix.pidfd_open(pid)
    poller = select.poll()
    poller.register(pidfd, select.POLLIN)
    index_of = {}
    for index, fd in enumerate(streams):
        posix.set_blocking(fd, False)
        poller.register(fd, select.POLLIN)
        index_of[fd] = index

    def take(fd):
        try:
            part = posix.read(fd, 65536)
        except BlockingIOError:
            return None
        index = index_of[fd]
        room = cap - totals[index]
        if room > 0:
            kept[index].append(part[:room])
        totals[index] += len(part)
        return len(part)

    verdict = None
    now = time.monotonic()
    deadline = now + timeout_ms / 1000
    check = now + POLL_MS / 1000
    while verdict is None:
        now = time.monotonic()
        if now >= deadline:
            verdict = "timeout"
            break
        if now >= check:
            check = now + POLL_MS / 1000
            if private_memory() > memory_bytes:
                verdict = "memory"
                break
        ended = False
        for fd, _ in poller.poll(max(1, (min(deadline, check) - now) * 1000)):
            if fd == pidfd:
                ended = True
            elif take(fd) == 0:
                poller.unregister(fd)
        if ended:
            break
    status = kill_all().get(pid)
    for fd in streams:
        while take(fd):
            pass
        posix.close(fd)
    posix.close(pidfd)
    return verdict, status, [b"".join(parts) for parts in kept], totals


def run(source, stdin_fd, seed, variant, keep, timeout_ms, memory_mb, output_bytes, file_bytes, processes):
    out_read, out_write = posix.pipe()
    err_read, err_write = posix.pipe()
    posix.lseek(stdin_fd, 0, 0)
    started = time.monotonic()
    pid = posix.fork()
    if pid == 0:
        try:
            posix.dup2(stdin_fd, 0)
            posix.dup2(out_write, 1)
            posix.dup2(err_write, 2)
            posix.closerange(3, 1024)
            prctl(4, 1)
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
            limit(resource.RLIMIT_CORE, 0)
            limit(resource.RLIMIT_NOFILE, 64)
            limit(resource.RLIMIT_FSIZE, file_bytes)
            limit(resource.RLIMIT_NPROC, processes)
            cpu_seconds = timeout_ms // 1000 + 2
            resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
            limit(resource.RLIMIT_AS, memory_mb << 20)
            write_program(source)
        except BaseException:
            posix.kill(posix.getpid(), _signal.SIGRTMAX - 2)
        run_program(source, seed, variant, keep)
    posix.close(out_write)
    posix.close(err_write)
    verdict, status, texts, totals = watch(pid, (out_read, err_read), output_bytes, timeout_ms, memory_mb << 20)
    duration = (time.monotonic() - started) * 1000
    code = -1
    if verdict is None:
        if posix.WIFEXITED(status):
            code = posix.WEXITSTATUS(status)
            verdict = "error" if code else "ok"
        else:
            signal = posix.WTERMSIG(status)
            verdict = {MEMORY_SIGNAL: "memory", _signal.SIGXCPU: "timeout", _signal.SIGRTMAX - 2: "infra"}.get(signal, "error")
            if verdict == "error":
                code = 128 + signal
    return verdict, code, duration, totals, texts


def write_program(source):
    """Called in the child: the last run may have left a pipe or a link of that name."""
    try:
        posix.unlink("/box/main.py")
    except FileNotFoundError:
        pass
    fd = posix.open("/box/main.py", posix.O_WRONLY | posix.O_CREAT | posix.O_EXCL, 0o644)
    write_all(fd, source)
    posix.close(fd)


def holds_only(folder, names):
    try:
        with posix.scandir(folder) as entries:
            return all(entry.name in names for entry in entries)
    except OSError:
        return False


def clean():
    """Empties what the last run could write to. A child does it, so that a hostile tree costs a second and no more."""
    if holds_only("/box", ("main.py",)) and holds_only("/tmp", ()) and holds_only("/dev/shm", ()):
        return True
    pid = posix.fork()
    if pid == 0:
        code = 1
        try:
            posix.closerange(0, 1024)
            posix.chdir("/")
            import shutil
            for root in ("/box", "/tmp", "/dev/shm"):
                posix.chmod(root, 0o755)
                for name in posix.listdir(root):
                    path = root + "/" + name
                    try:
                        posix.unlink(path)
                    except OSError:
                        shutil.rmtree(path)
            code = 0
        finally:
            posix._exit(code)
    return watch(pid, (), 0, VARIANT_MS, 1 << 40)[1] == 0


def serve():
    posix.chdir("/box")
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    if prctl(4, 0) != 0 or prctl(3, 0) != 0 or posix.getpid() != 1:
        raise SystemExit("the runner could not shield itself")
    version = "python%d.%d" % sys.version_info[:2]
    sys.path[:] = [path for path in sys.path if path.startswith("/usr")]
    for folder in ("/usr/local/lib/%s/dist-packages", "/usr/lib/python3/dist-packages",
                   "/usr/local/lib/%s/site-packages", "/usr/lib64/%s/site-packages", "/usr/lib/%s/site-packages"):
        folder = folder.replace("%s", version)
        try:
            posix.stat(folder)
        except OSError:
            continue
        if folder not in sys.path:
            sys.path.append(folder)
    fields = [int(field) for field in read_line()]
    source, stdin, keep = [read_exactly(size) for size in fields[:3]]
    seed, count, timeout_ms, memory_mb, output_bytes, file_bytes, processes = fields[3:]
    keep = [float(number) for number in keep.split()]
    stdin_fd = posix.memfd_create("stdin", 0)
    write_all(stdin_fd, stdin)
    posix.write(1, b"S")
    runs = [run(source, stdin_fd, seed, 0, keep, timeout_ms, memory_mb, output_bytes, file_bytes, processes)]
    for variant in range(1, count + 1):
        # A variant of a program that failed by itself would say nothing.
        if runs[0][0] == "ok" and clean():
            shorter = min(VARIANT_MS, timeout_ms)
            runs.append(run(source, stdin_fd, seed, variant, keep, shorter, memory_mb, output_bytes, file_bytes, processes))
        else:
            runs.append(("infra", -1, 0, (0, 0), (b"", b"")))
    nonce = read_exactly(32)
    head = [nonce + b" %d" % len(runs)]
    body = []
    for verdict, code, duration, totals, texts in runs:
        sizes = (len(texts[0]), len(texts[1]))
        head.append(b"%s %d %d %d %d %d %d" % ((verdict.encode(), code, round(duration)) + tuple(totals) + sizes))
        body.extend(texts)
    write_all(1, b"\n".join(head) + b"\n" + b"".join(body))
    posix._exit(0)


serve()
`}`;

/**
 * `python3 -c` argument: reads a length line and that many bytes of marshalled runner from fd 0 and runs it. Compiling
 * the runner's source anew in each execution would cost 8 ms.
 */
export const bootstrapSource = `import posix,marshal
def take(n):
 b=b""
 while len(b)<n:
  p=posix.read(0,n-len(b))
  if not p: posix._exit(70)
  b+=p
 return b
exec(marshal.loads(take(int(take(8)))),{"__name__":"runner"})`;

/** \`python3 -c\` argument: compiles the runner given on stdin, writes the interpreter's version, a newline and the marshalled code. */
export const compileSource = `import sys,marshal,platform
c=compile(sys.stdin.buffer.read(),"runner","exec",dont_inherit=True,optimize=2)
sys.stdout.buffer.write((platform.python_implementation()+" "+platform.python_version()).encode()+b"\\n"+marshal.dumps(c))`;
