import { join } from 'node:path'
import { expect } from 'chai'
import { GenericContainer, Wait } from 'testcontainers'
import { eventually } from './eventually.js'
import { HUB_PORT } from './hub-image.js'
import { baseImage, buildImage } from './images.js'

const USER = 'penates'
const UID = '1000'
const RUNTIME = `/run/user/${UID}`
const PROGRAM = join(process.cwd(), 'dist/program/main.cjs')

/** A container in which systemd is process 1, and of it a manager of one user's services. */
export interface SystemdMachine {
  /** Host and port under which its hub is reached from outside. */
  readonly host: string
  /** Runs a program as the user; its output without the last newline. Rejects for an exit code other than 0. */
  readonly run: (...argv: ReadonlyArray<string>) => Promise<string>
  /** Runs a command of the `penates` program as the user. */
  readonly penates: (...words: ReadonlyArray<string>) => Promise<string>
  readonly stop: () => Promise<unknown>
}

/** Boots one. The repository, read-only, and this Node.js are mounted where they are here. */
export async function bootSystemdMachine(): Promise<SystemdMachine> {
  const image = await buildImage({
    name: 'penates-test-systemd',
    context: join(process.cwd(), 'test/containers/systemd'),
    files: ['Dockerfile'],
    arguments: { BASE: baseImage() },
  })
  const container = await new GenericContainer(image)
    .withPrivilegedMode() // systemd mounts its own control groups
    .withTmpFs({ '/run': 'rw', '/tmp': 'rw,exec' })
    .withEnvironment({ container: 'docker' })
    .withBindMounts([
      { source: process.cwd(), target: process.cwd(), mode: 'ro' },
      { source: process.execPath, target: '/usr/local/bin/node', mode: 'ro' },
    ])
    .withExposedPorts(HUB_PORT)
    // `degraded`: a container loads no kernel modules.
    .withWaitStrategy(Wait.forSuccessfulCommand('systemctl is-system-running | grep -E "running|degraded"'))
    .start()

  const exec = async (argv: ReadonlyArray<string>): Promise<string> => {
    const { exitCode, output } = await container.exec([...argv])
    if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${String(exitCode)}: ${output}`)
    return output.replace(/\n$/, '')
  }
  const environment = [`HOME=/home/${USER}`, `XDG_RUNTIME_DIR=${RUNTIME}`, 'LANG=C.UTF-8', 'HOST=0.0.0.0']
  const asUser = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups', 'env', '-C', `/home/${USER}`]
  const run = (...argv: ReadonlyArray<string>): Promise<string> => exec([...asUser, ...environment, ...argv])

  try {
    await exec(['install', '-d', '-o', USER, '-g', USER, '-m', '0700', RUNTIME])
    const forManager = [`--uid=${UID}`, '--property=Delegate=yes', ...environment.map((one) => `--setenv=${one}`)]
    await exec(['systemd-run', '--quiet', '--unit=manager', ...forManager, '/lib/systemd/systemd', '--user'])
    await eventually(async () => {
      expect(await run('systemctl', '--user', 'is-system-running')).to.equal('running')
    })
  } catch (error) {
    await container.stop()
    throw error
  }
  return {
    host: `${container.getHost()}:${String(container.getMappedPort(HUB_PORT))}`,
    run,
    penates: (...words) => run('node', PROGRAM, ...words),
    stop: () => container.stop(),
  }
}
