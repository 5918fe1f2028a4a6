import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { GenericContainer, getContainerRuntimeClient, Network, Wait } from 'testcontainers'
import { baseImage, buildImage } from './images.js'

const run = promisify(execFile)

/** Ports inside the container; see test/containers/remote/serve. */
const PORTS = { ssh: 22, git: 9418, deaf: 9001 } as const
export type Protocol = 'ssh' | 'git'

/** A separate machine that repositories are pushed to. */
export interface GitServer {
  /** Makes a bare repository with an empty `main`. */
  readonly create: (name: string) => Promise<void>
  /** Current address of a repository: another port after `restart`. */
  readonly url: (protocol: Protocol, name: string) => string
  /** Something that takes a connection and closes it at once. */
  readonly deafUrl: (protocol: Protocol) => string
  /** The ssh that knows this server and has a key for it; what git calls `core.sshCommand`. */
  readonly sshCommand: () => string
  /** An ssh without the key, or one that has never seen this server. */
  readonly strangeSsh: (what: 'no-key' | 'unknown-host') => string
  /** A hook of a repository, as a script for sh. */
  readonly hook: (name: string, hook: string, script: string) => Promise<void>
  /** Runs a script for sh as the owner of the repositories. Answers with what it wrote. */
  readonly sh: (script: string) => Promise<string>
  /** From now on nothing answers, and every connection stays; until `resume`. */
  readonly pause: () => Promise<void>
  readonly resume: () => Promise<void>
  /** Ends every process at once; nothing listens until `restart`. */
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openGitServer(): Promise<GitServer> {
  const folder = await mkdtemp(join(tmpdir(), 'penates-remote-'))
  const [key, stranger, known] = ['key', 'stranger', 'known'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const file of [key, stranger]) await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file])
  const image = await buildImage({
    name: 'penates-test-remote',
    context: join(process.cwd(), 'test/containers/remote'),
    files: ['Dockerfile', 'serve'],
    arguments: { BASE: baseImage() },
  })
  const network = await new Network().start()
  const container = await new GenericContainer(image)
    .withNetwork(network)
    .withExposedPorts(...Object.values(PORTS))
    .withCopyContentToContainer([
      { content: await readFile(`${key}.pub`, 'utf8'), target: '/etc/ssh/welcome', mode: 0o644 },
    ])
    .withWaitStrategy(Wait.forLogMessage('serving'))
    .start()
  const { dockerode } = (await getContainerRuntimeClient()).container
  const engine = dockerode.getContainer(container.getId())

  const must = async (command: string[], user: string): Promise<string> => {
    const { exitCode, output } = await container.exec(command, { user })
    if (exitCode !== 0) throw new Error(`${command.join(' ')} ended with ${String(exitCode)}: ${output}`)
    return output
  }
  const sh = (script: string): Promise<string> => must(['sh', '-c', script], 'git')
  await writeFile(known, `remote ${await must(['cat', '/etc/ssh/key.pub'], 'root')}`)
  const at = (protocol: keyof typeof PORTS): string =>
    `${container.getHost()}:${String(container.getMappedPort(PORTS[protocol]))}`
  const ssh = (identity: string, hosts: string): string =>
    [
      ...['ssh', '-F', '/dev/null', '-i', identity, '-o', 'IdentitiesOnly=yes', '-o', `UserKnownHostsFile=${hosts}`],
      ...['-o', 'GlobalKnownHostsFile=/dev/null', '-o', 'HostKeyAlias=remote'],
    ].join(' ')

  return {
    create: async (name) => {
      await sh(`git init --quiet --bare --initial-branch=main /srv/git/${name}`)
    },
    url: (protocol, name) =>
      protocol === 'ssh' ? `ssh://git@${at('ssh')}/srv/git/${name}` : `git://${at('git')}/${name}`,
    deafUrl: (protocol) => (protocol === 'ssh' ? `ssh://git@${at('deaf')}/srv/git/x` : `git://${at('deaf')}/x`),
    sshCommand: () => ssh(key, known),
    strangeSsh: (what) => (what === 'no-key' ? ssh(stranger, known) : ssh(key, '/dev/null')),
    hook: async (name, hook, script) => {
      const file = join(folder, 'hook')
      await writeFile(file, `#!/bin/sh\n${script}\n`)
      await chmod(file, 0o755)
      await container.copyFilesToContainer([{ source: file, target: `/srv/git/${name}/hooks/${hook}`, mode: 0o755 }])
    },
    sh,
    pause: async () => {
      await engine.pause()
    },
    resume: async () => {
      await engine.unpause()
    },
    kill: async () => {
      await engine.kill()
    },
    restart: async () => {
      await container.restart()
    },
    close: async () => {
      await container.stop()
      await network.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
