import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const SYSTEMD = '/lib/systemd/systemd'
const COMES_UP_WITHIN_MS = 10_000

/**
 * systemd insists on a machine that it booted and on control groups of its own: a mount namespace gives it the looks of
 * both. `$1` is the control group that it keeps to.
 */
const IN_A_NAMESPACE = `
mount --make-rprivate / &&
mount -t tmpfs none /run && mkdir -p /run/systemd/system &&
mount -t tmpfs none /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup &&
mkdir "/sys/fs/cgroup/$1" && echo $$ > "/sys/fs/cgroup/$1/cgroup.procs" &&
exec ${SYSTEMD} --user
`

/** A systemd that manages services of a home of a test's own. */
export interface UserManager {
  /** What leads `systemctl --user` and `systemd-run --user` to it. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/** Starts one for `home`, as root can; `null` where that is not to be had. */
export async function openUserManager(home: string): Promise<UserManager | null> {
  const runtime = join(home, 'run')
  await mkdir(runtime, { mode: 0o700 })
  const environment = { HOME: home, XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: join(home, '.config') }
  const { DBUS_SESSION_BUS_ADDRESS: _, ...inherited } = process.env
  const group = `penates-${String(process.pid)}-${String(Date.now())}`
  const manager = spawn('unshare', ['--mount', '--cgroup', 'sh', '-c', IN_A_NAMESPACE, 'sh', group], {
    env: { ...inherited, ...environment },
    stdio: 'ignore',
  })
  const hasEnded = new Promise<true>((resolve) => {
    manager.once('error', () => resolve(true))
    manager.once('exit', () => resolve(true))
  })
  const systemctl = (...args: ReadonlyArray<string>): Promise<unknown> =>
    execute('systemctl', ['--user', ...args], { env: { ...inherited, ...environment } })

  const deadline = Date.now() + COMES_UP_WITHIN_MS
  while (Date.now() < deadline) {
    const isUp = systemctl('show', '--property=Version').then(
      () => true,
      () => false,
    )
    if (await isUp) return { environment, close: () => end(manager, hasEnded, () => systemctl('exit')) }
    if (await Promise.race([hasEnded, new Promise<false>((resolve) => setTimeout(() => resolve(false), 50))]))
      return null
  }
  manager.kill('SIGKILL')
  await hasEnded
  return null
}

async function end(manager: ChildProcess, hasEnded: Promise<true>, ask: () => Promise<unknown>): Promise<void> {
  await ask().catch(() => undefined)
  const timer = setTimeout(() => manager.kill('SIGKILL'), COMES_UP_WITHIN_MS)
  await hasEnded
  clearTimeout(timer)
}
