import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { GenericContainer, Wait, type StartedNetwork, type StartedTestContainer } from 'testcontainers'
import { baseImage, buildImage, isRegistryThere } from './images.js'

const run = promisify(execFile)
export const HUB_PORT = 3333

/**
 * The image of the hub, from the Dockerfile of the repository: as a person builds it where there is a registry. Elsewhere
 * it stands on this machine's Node.js, and the packed hub is put together here in the steps of its first stage.
 */
export async function hubImage(): Promise<string> {
  const root = process.cwd()
  const name = 'penates-test-hub'
  if (isRegistryThere()) return buildImage({ name, context: root, files: await readdir(root), arguments: {} })
  const folder = await mkdtemp(join(tmpdir(), 'penates-image-'))
  try {
    const [node, app] = await Promise.all([nodeImage(join(folder, 'node')), appImage(root, join(folder, 'context'))])
    return await buildImage({ name, context: root, files: ['Dockerfile'], arguments: { NODE: node, APP: app } })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts the hub and waits until its image says that it is well; rejects with what it wrote when it is not. */
export async function startHub(
  image: string,
  network: StartedNetwork,
  environment: Record<string, string>,
): Promise<StartedTestContainer> {
  let said = ''
  try {
    return await new GenericContainer(image)
      .withNetwork(network)
      .withEnvironment(environment)
      .withExposedPorts(HUB_PORT)
      .withLogConsumer((lines) => lines.on('data', (line) => (said += String(line))))
      .withWaitStrategy(Wait.forHealthCheck())
      .start()
  } catch (error) {
    throw new Error(`the hub is not well: ${said.slice(-2_000)}`, { cause: error })
  }
}

async function nodeImage(context: string): Promise<string> {
  await mkdir(context)
  await cp(join(process.cwd(), 'test/containers/node/Dockerfile'), join(context, 'Dockerfile'))
  await cp(process.execPath, join(context, 'node'), { dereference: true })
  const files = ['Dockerfile', 'node']
  return buildImage({ name: 'penates-test-node', context, files, arguments: { BASE: baseImage() } })
}

async function appImage(root: string, context: string): Promise<string> {
  const app = join(context, 'app')
  await mkdir(app, { recursive: true })
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', context], { cwd: root })
  const tarball = (await readdir(context)).find((file) => file.endsWith('.tgz')) ?? ''
  await run('tar', ['-xzf', join(context, tarball), '-C', app, '--strip-components=1'])
  await run(process.execPath, ['scripts/tools/copy-natives.mjs', app], { cwd: root })
  await writeFile(join(context, 'Dockerfile'), 'FROM scratch\nCOPY app /app\n')
  return buildImage({ name: 'penates-test-app', context, files: ['Dockerfile', 'app'], arguments: {} })
}
