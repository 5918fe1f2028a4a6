import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { RunningHub } from '../../adapters/inbound/cli/installation.js'
import { listenFault, type StartFault } from '../../adapters/inbound/cli/start-fault.js'
import { BROTLI_ADVICE, hasBrotliFix } from '../../domain/server/node-version.js'
import { localUrl } from '../../infrastructure/config/local-url.js'
import { guarded } from '../../infrastructure/guard/guard.js'
import { readTls, watchTls } from '../../infrastructure/http/tls-files.js'
import type { LineLog } from '../../infrastructure/log/line-log.js'
import { createHub } from './create-hub.js'
import type { Config } from '../config/environment.js'
import { guardProcess } from './guard-process.js'
import { listen, reportErrors, type ServerTls } from './listen.js'
import { serviceDefinition } from '../tools/open-service.js'
import { realTools } from '../tools/real-tools.js'
import type { HubTools, Tools } from '../tools/tools.js'

/** Runs the whole hub on real tools: takes the state folder, opens it, revives sessions, listens. */
export const makeStartHub =
  (program: string, log: LineLog) =>
  (config: Config): TE.TaskEither<StartFault, RunningHub> =>
  async () => {
    const { host, webRoot } = config
    const secured = await securedBy(config.tls, log)
    if (E.isLeft(secured)) return secured
    const tls = secured.right
    const held = await portOf(config)
    if (E.isLeft(held)) return held
    const { port, release } = held.right
    const opened = await realTools(config, { log, hubUrl: localUrl(host, port) })()
    if (E.isLeft(opened)) {
      await release()
      return opened
    }
    const tools = opened.right
    if (!hasBrotliFix(process.versions.node))
      log.warn(`Node.js ${process.versions.node} ${BROTLI_ADVICE.problem}`, { mend: BROTLI_ADVICE.mend })
    const stop = (): void => void process.kill(process.pid, 'SIGTERM')
    const ports: Tools & Pick<HubTools, 'ownService'> = {
      ...tools,
      ownService: { ...serviceDefinition(program), stop },
    }
    const hub = createHub(ports, {
      host,
      publicHosts: config.publicHosts,
      trustedProxies: config.trustedProxies,
      isTls: tls !== null,
      ...(webRoot === null ? {} : { web: webRoot }),
      killKeepsEntry: config.killKeepsEntry,
    })
    try {
      const { address, stop: stopHub } = await listen(hub, {
        ...{ host, port, release },
        ...(tls === null ? {} : { tls }),
      })
      let unguard = (): void => undefined
      const stop = async (): Promise<void> => {
        await stopHub()
        await tools.close()
        unguard()
      }
      const url = localUrl(host, address.port)
      await tools.announce(url)
      unguard = guardProcess({ events: process, log, now: Date.now, flush: stop, exit: (code) => process.exit(code) })
      log.info('the hub is running', { url, state: config.stateFolder })
      return E.right({ url, token: tools.token, stop })
    } catch (thrown) {
      await release()
      await tools.close()
      return E.left(listenFault(thrown, host, port))
    }
  }

/** Key and certificate, if the hub has any: read now, and followed while it runs. */
async function securedBy(files: Config['tls'], log: LineLog): Promise<E.Either<StartFault, ServerTls | null>> {
  if (files === null) return E.right(null)
  const pair = await readTls(files)
  if (E.isLeft(pair)) return E.left({ _tag: 'TlsUnusable', detail: pair.left.detail })
  const follow: ServerTls['follow'] = (use) =>
    watchTls(files, {
      inUse: pair.right,
      onPair: (next) => {
        use(next)
        log.info('key and certificate were read anew')
      },
      onFault: ({ detail }) => {
        log.error('key and certificate have changed and cannot be used; the former ones stay', { detail })
      },
    })
  return E.right({ pair: pair.right, follow })
}

/** Port to listen on, held until it is released. */
interface HeldPort {
  readonly port: number
  readonly release: () => Promise<void>
}

/** Sessions get the hub's address before it listens, so a free port is chosen, and held, earlier. */
async function portOf({ host, port }: Config): Promise<E.Either<StartFault, HeldPort>> {
  try {
    return E.right(port === 0 ? await holdFreePort(host) : { port, release: () => Promise.resolve() })
  } catch (thrown) {
    return E.left(listenFault(thrown, host, port))
  }
}

async function holdFreePort(host: string): Promise<HeldPort> {
  const holder = createServer(guarded('free port', (early: Socket) => early.destroy()))
  holder.listen({ host, port: 0 })
  await once(holder, 'listening')
  reportErrors(holder, 'free port')
  const { port } = holder.address() as AddressInfo
  return {
    port,
    release: async () => {
      if (!holder.listening) return
      holder.close()
      await once(holder, 'close')
    },
  }
}
