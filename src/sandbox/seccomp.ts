import { arch } from "node:os";

interface Architecture {
  /** AUDIT_ARCH_* of linux/audit.h. */
  audit: number;
  clone: number;
  socket: number;
  /** System calls that answer EPERM. */
  denied: readonly number[];
}

/**
 * System calls no data-making program needs: tracing and reading other processes, keyrings, bpf, io_uring, performance
 * counters, modules, mounts, namespaces, file handles, fd theft. Numbers from asm/unistd_64.h and asm-generic/unistd.h.
 */
const architectures: Record<string, Architecture> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    socket: 41,
    denied: [
      101, 310, 311, 312, 248, 249, 250, 321, 425, 426, 427, 323, 298, 246, 320, 175, 313, 176, 165, 166, 155, 428, 429,
      430, 431, 432, 433, 442, 272, 308, 303, 304, 438, 440, 179, 167, 168, 169, 103, 163, 161, 172, 173, 154, 278,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    socket: 198,
    denied: [
      117, 270, 271, 272, 217, 218, 219, 280, 425, 426, 427, 282, 241, 104, 294, 105, 273, 106, 40, 39, 41, 428, 429,
      430, 431, 432, 433, 442, 97, 268, 264, 265, 438, 440, 60, 224, 225, 142, 116, 89, 51, 75,
    ],
  },
};

const CLONE3 = 435;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET together. */
const NEW_NAMESPACE = 0x7e020000;
const ALLOW = 0x7fff0000;
const FAIL = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
/** AF_UNIX, AF_INET and AF_INET6; AF_VSOCK above all would leave the network namespace. */
const FAMILIES = [1, 2, 10];

const LOAD = 0x20;
const EQUAL = 0x15;
const AT_LEAST = 0x35;
const ANY_BIT = 0x45;
const RETURN = 0x06;

/** One `struct sock_filter`: code, jump if true, jump if false, operand. */
type Instruction = [code: number, ifTrue: number, ifFalse: number, operand: number];

/**
 * The system-call filter for `bwrap --seccomp`, compiled BPF, or undefined on an architecture without a table. A second
 * wall: bubblewrap's namespaces hold without it. clone3 answers ENOSYS, so that libc falls back to clone, whose flags a
 * filter can read.
 */
export function seccompFilter(machine: string = arch()): Buffer | undefined {
  const table = architectures[machine];
  if (!table) return undefined;
  const program: Instruction[] = [
    [LOAD, 0, 0, 4],
    [EQUAL, 1, 0, table.audit],
    [RETURN, 0, 0, FAIL | EPERM],
    [LOAD, 0, 0, 0],
    [AT_LEAST, 0, 1, 0x40000000],
    [RETURN, 0, 0, FAIL | EPERM],
    ...table.denied.flatMap((call): Instruction[] => [
      [EQUAL, 0, 1, call],
      [RETURN, 0, 0, FAIL | EPERM],
    ]),
    [EQUAL, 0, 1, CLONE3],
    [RETURN, 0, 0, FAIL | ENOSYS],
    [EQUAL, 0, 4, table.clone],
    [LOAD, 0, 0, 16],
    [ANY_BIT, 0, 1, NEW_NAMESPACE],
    [RETURN, 0, 0, FAIL | EPERM],
    [RETURN, 0, 0, ALLOW],
    [EQUAL, 0, FAMILIES.length + 2, table.socket],
    [LOAD, 0, 0, 16],
    ...FAMILIES.map((family, index): Instruction => [EQUAL, FAMILIES.length - index, 0, family]),
    [RETURN, 0, 0, FAIL | EPERM],
    [RETURN, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, operand], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(operand, index * 8 + 4);
  });
  return bytes;
}
