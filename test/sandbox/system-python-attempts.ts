/** Calls a C function and prints what came of it. */
const C = `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    print(name, result, os.strerror(ctypes.get_errno()) if result == -1 else "ALLOWED")
`;

/** Each prints ALLOWED only if something was possible that must not be. */
export const systemPythonAttempts: [name: string, program: string][] = [
  ["connect to the host's loopback", "import socket\nprint(socket.create_connection(('127.0.0.1', PORT), 1).recv(99))"],
  [
    "connect by IPv6 and by name",
    "import socket\nfor a in (('::1', PORT), ('localhost', PORT), ('ip6-localhost', PORT)):\n    try: print(socket.create_connection(a, 1).recv(99))\n    except OSError as e: print(e)",
  ],
  [
    "curl and python's urllib",
    "import os, urllib.request\nos.system('curl -m 2 -s http://127.0.0.1:PORT/')\nprint(urllib.request.urlopen('http://127.0.0.1:PORT/', timeout=1).read())",
  ],
  [
    "any interface but loopback",
    "import os\nnames = [l.split(':')[0].strip() for l in open('/proc/net/dev').readlines()[2:]]\nprint(names, 'ALLOWED' if names != ['lo'] else '')",
  ],
  [
    "sockets that know no network namespace",
    `${C}\ncall("socket", 40, 1, 0)\ncall("socket", 38, 5, 0)\ncall("socket", 16, 3, 0)\ncall("socket", 17, 3, 0)`,
  ],
  ["environment", "import os\nprint(dict(os.environ))\nos.system('env')\nprint(open('/proc/self/environ').read())"],
  ["environment of process 1", "print(open('/proc/1/environ').read(), 'ALLOWED')"],
  [
    "environment of any process",
    "import os\nfor p in os.listdir('/proc'):\n    if p.isdigit():\n        try: print(p, open(f'/proc/{p}/environ').read())\n        except OSError as e: print(e)",
  ],
  [
    "processes of the host",
    "import os\npids = [int(p) for p in os.listdir('/proc') if p.isdigit()]\nprint(pids, 'ALLOWED' if len(pids) > 2 else '')\nos.kill(PARENT, 9)\nprint('ALLOWED')",
  ],
  [
    "a file of the host",
    "import os\nfor p in ('FILE', '/proc/1/rootFILE', '/proc/self/rootFILE', '/proc/1/cwd/FILE', '/../FILE'):\n    try: print(open(p).read(), 'ALLOWED')\n    except OSError as e: print(e)\nos.system('cat FILE; ls FOLDER')",
  ],
  [
    "password files and home folders",
    "import os\nfor p in ('/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/run', '/sys', '/boot', '/opt', '/srv', '/mnt'):\n    print(p, 'ALLOWED' if os.path.exists(p) else 'absent')",
  ],
  [
    "a symlink out",
    "import os\nos.symlink('FILE', '/tmp/link')\nos.symlink('/', '/tmp/root')\nfor p in ('/tmp/link', '/tmp/rootFILE'):\n    try: print(open(p).read(), 'ALLOWED')\n    except OSError as e: print(e)",
  ],
  [
    "writing anywhere but /tmp, /box and /dev/shm",
    "import os\nfor root, folders, files in os.walk('/'):\n    if root.startswith(('/proc', '/usr', '/tmp', '/box', '/dev/shm', '/dev/pts')): folders[:] = []; continue\n    try: open(os.path.join(root, 'x'), 'w'); print('ALLOWED', root)\n    except OSError: pass\nfor p in ('/usr/x', '/usr/bin/python3', '/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/dev/null/../x', '/usr/lib/python3/dist-packages/x.pth'):\n    try: open(p, 'w'); print('ALLOWED', p)\n    except OSError as e: print(e)\nopen('MARKER', 'w')",
  ],
  [
    "new namespaces",
    `${C}\nfor flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x10020000): call("unshare", flag)\nprint(os.system("unshare -Ur true"), os.system("unshare -Urnmpf id"))\ncall("syscall", 56, 0x10000000 | 17, 0, 0, 0, 0)\ncall("syscall", 435, 0, 0)`,
  ],
  [
    "mounts",
    `${C}\ncall("mount", b"none", b"/tmp", b"tmpfs", 0, None)\ncall("mount", b"/", b"/tmp", None, 4096, None)\ncall("mount", None, b"/usr", None, 32, None)\ncall("umount2", b"/usr", 2)\ncall("chroot", b"/tmp")\ncall("syscall", 155, b"/tmp", b"/tmp")`,
  ],
  [
    "becoming root",
    `${C}\nfor name in ("setuid", "setgid", "seteuid", "setfsuid"):\n    if name != "setfsuid": call(name, 0)\ncall("setgroups", 1, (ctypes.c_int * 1)(0))\nprint(os.getuid(), [l for l in open("/proc/self/status") if l.startswith(("Cap", "NoNewPrivs"))])\nif any(int(l.split()[1], 16) for l in open("/proc/self/status") if l.startswith("Cap")): print("ALLOWED")`,
  ],
  [
    "setuid programs",
    "import os, shutil, subprocess\nfor p in ('su', 'mount', 'passwd', 'newgrp', 'sudo', 'pkexec'):\n    if shutil.which(p): print(p, subprocess.run([p, '-c', 'id'] if p == 'su' else [p], capture_output=True, stdin=subprocess.DEVNULL, timeout=3))\nshutil.copy('/usr/bin/id', '/tmp/id')\nos.chmod('/tmp/id', 0o4755)\nout = subprocess.run(['/tmp/id'], capture_output=True, text=True).stdout\nprint(out, 'ALLOWED' if 'uid=0' in out else '')",
  ],
  [
    "devices",
    "import os, stat\ntry: os.mknod('/tmp/mem', 0o666 | stat.S_IFCHR, os.makedev(1, 1)); print('ALLOWED')\nexcept OSError as e: print(e)\nprint(sorted(os.listdir('/dev')))\nfor d in ('mem', 'kmsg', 'sda', 'vda', 'kvm', 'fuse', 'loop0', 'vsock'):\n    if os.path.exists('/dev/' + d): print('ALLOWED', d)",
  ],
  [
    "dangerous system calls",
    `${C}\nfor number in (101, 310, 311, 248, 249, 250, 321, 425, 323, 298, 246, 320, 175, 313, 304, 303, 438, 103, 172, 173, 169): call("syscall", number, 0, 0, 0, 0, 0)`,
  ],
  [
    "tracing and reading the runner",
    `${C}\nfor request in (16, 0x4206): call("ptrace", request, 1, 0, 0)\nfor p in ("mem", "maps", "fd", "fd/0", "fd/1", "root", "cwd", "exe", "io", "stack", "syscall"):\n    try: print(os.readlink("/proc/1/" + p) if p in ("exe", "cwd", "root") else open("/proc/1/" + p, "rb").read(99), "ALLOWED")\n    except OSError as e: print(p, e)\ntry: os.listdir("/proc/1/fd"); print("ALLOWED")\nexcept OSError as e: print(e)`,
  ],
  [
    "writing into the runner",
    "import os\nfor p in ('/proc/1/mem', '/proc/1/fd/1', '/proc/1/oom_score_adj', '/proc/1/comm', '/proc/1/timerslack_ns'):\n    try: os.write(os.open(p, os.O_WRONLY), b'x'); print('ALLOWED', p)\n    except OSError as e: print(p, e)",
  ],
  [
    "killing the runner",
    "import os, signal\nfor s in range(1, 65):\n    if s in (32, 33): continue\n    try: os.kill(1, s)\n    except OSError as e: print(s, e)\nos.system('kill -9 1; kill -STOP 1; pkill -9 python3 -P 0')\nraise SystemExit(9)",
  ],
  [
    "file descriptors left open",
    "import os\nopen_ones = [fd for fd in os.listdir('/proc/self/fd') if int(fd) > 2]\nreal = [fd for fd in open_ones if os.path.exists('/proc/self/fd/' + fd)]\nprint(real, 'ALLOWED' if real else '')\nfor fd in real: print(os.readlink('/proc/self/fd/' + fd))",
  ],
  [
    "the terminal",
    "import fcntl, os, termios\nfor fd in (0, 1, 2):\n    try: fcntl.ioctl(fd, termios.TIOCSTI, b'x'); print('ALLOWED')\n    except OSError as e: print(e)\ntry: os.open('/dev/tty', os.O_RDWR); print('ALLOWED')\nexcept OSError as e: print(e)",
  ],
  [
    "bubblewrap within bubblewrap",
    "import subprocess\nr = subprocess.run(['bwrap', '--unshare-all', '--ro-bind', '/', '/', '--proc', '/proc', 'id'], capture_output=True, text=True)\nprint(r, 'ALLOWED' if r.returncode == 0 else '')",
  ],
  [
    "raising a limit",
    "import resource\nfor name in ('AS', 'NPROC', 'FSIZE', 'NOFILE', 'CPU', 'CORE'):\n    n = getattr(resource, 'RLIMIT_' + name)\n    soft, hard = resource.getrlimit(n)\n    try: resource.setrlimit(n, (hard + 1, hard + 1)); print('ALLOWED', name)\n    except (ValueError, OSError) as e: print(name, soft, hard, e)\n    if hard == resource.RLIM_INFINITY: print('ALLOWED', name)",
  ],
  [
    "the nonce in memory",
    "import re\nhits = []\nfor line in open('/proc/self/maps'):\n    a, b = (int(x, 16) for x in line.split()[0].split('-'))\n    if 'r' not in line.split()[1] or 'vsyscall' in line or 'vvar' in line: continue\n    try:\n        with open('/proc/self/mem', 'rb') as m:\n            m.seek(a)\n            hits += re.findall(rb'(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])', m.read(b - a))\n    except (OSError, ValueError): pass\nhits = [h for h in hits if len(set(h)) > 6]\nprint(hits[:5], 'ALLOWED' if hits else '')",
  ],
];
