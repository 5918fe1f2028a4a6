import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { find, isRoot } from './prerequisites.mjs'

/** A daemon that has to make its folders on a busy machine needs a few seconds. */
const UP_WITHIN_MS = 60_000
const DOWN_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 100
const PLACES = ['/var/run/docker.sock', join(process.env.HOME ?? '/', '.docker/run/docker.sock')]

/**
 * A container engine: one that answers already, or one of our own in a scratch folder where we may start it. Answers
 * `{ env, close }`, or `{ missing }`: why there is none.
 */
export async function openEngine({ given = process.env.DOCKER_HOST, places = PLACES, mayStart = isRoot() } = {}) {
  if (given !== undefined && given !== '') return engineAt(given)
  for (const socket of places) if (await answers(socket)) return engineAt(`unix://${socket}`)
  const daemon = find('dockerd')
  if (process.platform !== 'linux' || daemon === undefined)
    return { missing: 'no container engine answers, and dockerd is not installed' }
  if (!mayStart) return { missing: 'no container engine answers, and only root can start one' }
  return startEngine(daemon)
}

const engineAt = (host) => ({ env: { DOCKER_HOST: host }, close: () => Promise.resolve() })

const answers = (socketPath) =>
  new Promise((settle) => {
    const asked = request({ socketPath, path: '/_ping', timeout: 5_000 }, (response) => {
      response.resume()
      settle(response.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => settle(false))
    asked.end()
  })

/**
 * Everything of it is in one folder, so that it knows nothing of another engine's images and leaves nothing behind. Only the
 * network that all engines of a machine call `docker0` is no one's own, so tests make theirs.
 */
async function startEngine(program) {
  const folder = mkdtempSync(join(tmpdir(), 'penates-engine-'))
  const [socket, log, settings] = ['docker.sock', 'log', 'daemon.json'].map((name) => join(folder, name))
  writeFileSync(settings, '{}')
  const output = openSync(log, 'w')
  const daemon = spawn(
    program,
    [
      ...['--config-file', settings, '--host', `unix://${socket}`, '--pidfile', join(folder, 'pid')],
      ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
    ],
    { stdio: ['ignore', output, output], detached: true },
  )
  closeSync(output)
  let hasEnded = false
  const ended = new Promise((settle) => {
    daemon.on('exit', settle)
    daemon.on('error', settle)
  }).then(() => (hasEnded = true))

  const close = async () => {
    process.off('exit', endAtOnce)
    if (!hasEnded) daemon.kill('SIGTERM')
    await Promise.race([ended, pause(DOWN_WITHIN_MS, undefined, { ref: false })])
    endAtOnce()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const endAtOnce = () => {
    if (!hasEnded) daemon.kill('SIGTERM') // it ends its containers, which SIGKILL would leave behind
  }
  process.on('exit', endAtOnce)

  const until = Date.now() + UP_WITHIN_MS
  while (!(await answers(socket))) {
    if (hasEnded || Date.now() > until) {
      const said = readFileSync(log, 'utf8').slice(-3000)
      await close()
      return { missing: `dockerd does not start here: ${said.trim().split('\n').at(-1)}` }
    }
    await pause(LOOK_EVERY_MS)
  }
  return { env: { DOCKER_HOST: `unix://${socket}` }, close }
}
