import * as E from 'fp-ts/lib/Either.js'
import { WebSocket, type RawData } from 'ws'
import type { FileNews } from '../../../application/files/file-watch.js'
import type { FilesFeature } from '../../../application/files/files-feature.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { faultText } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint } from '../../../infrastructure/ws/endpoint.js'
import { coverageFrame, fileEventFrame, FILES_CHANNEL, readFilesFrame } from './files.codec.js'

const PART = 'file events socket'
const PING_EVERY_MS = 30_000
/** Bytes, about ten thousand events. Reading the folders again is cheaper than sending a longer backlog. */
const MOST_WAITING_BYTES = 1024 * 1024
/** Far above the number of open views. Each subscription may need thousands of watches. */
const MAX_SUBSCRIPTIONS = 64

export interface FilesDeps extends Pick<FilesFeature, 'findRoot' | 'fileWatch'> {
  readonly log: Log
}

/** `/api/files/events`: one socket a client, with as many subscriptions as it likes. */
export function filesEndpoint(deps: FilesDeps): Endpoint<Caller> {
  return {
    path: FILES_CHANNEL.path,
    pingEveryMs: PING_EVERY_MS,
    open: (socket) => {
      const subscriptions = new Map<string, Subscription>()
      const giveUp = (): void => socket.close(TRY_AGAIN_LATER, 'Files cannot be followed')
      const follow = async (id: string): Promise<void> => {
        const subscription = subscribing()
        subscriptions.set(id, subscription)
        const isFollowed = await start(socket, id, subscription, deps)
        if (!isFollowed && subscriptions.get(id) === subscription) subscriptions.delete(id)
      }
      const receive = (raw: RawData): void => {
        const frame = readFilesFrame(raw)
        if (frame === null) return
        if (!frame.wants) end(subscriptions, frame.id)
        else if (!subscriptions.has(frame.id) && subscriptions.size < MAX_SUBSCRIPTIONS)
          detach(PART, () => follow(frame.id), giveUp)
      }
      socket.on('message', guarded(PART, receive, giveUp))
      const endAll = (): void => {
        for (const id of [...subscriptions.keys()]) end(subscriptions, id)
      }
      socket.on('close', guarded(PART, endAll))
    },
  }
}

/** May be ended while it is still starting. */
interface Subscription {
  readonly isEnded: () => boolean
  readonly follow: (stop: () => void) => void
  readonly end: () => void
}

function subscribing(): Subscription {
  let isEnded = false
  let stop = (): void => undefined
  return {
    isEnded: () => isEnded,
    follow: (how) => {
      stop = how
      if (isEnded) stop()
    },
    end: () => {
      isEnded = true
      stop()
    },
  }
}

function end(subscriptions: Map<string, Subscription>, id: string): void {
  subscriptions.get(id)?.end()
  subscriptions.delete(id)
}

/** Answers whether there is anything to follow; an unknown id is ignored, and may be asked for again. */
async function start(
  socket: WebSocket,
  id: string,
  subscription: Subscription,
  { findRoot, fileWatch, log }: FilesDeps,
): Promise<boolean> {
  const found = await findRoot(id)()
  if (E.isLeft(found)) {
    if (found.left._tag === 'Unavailable') log.warn('files could not be followed', { fault: faultText(found.left) })
    return false
  }
  if (subscription.isEnded()) return false
  const stop = await fileWatch.follow(found.right, (news) => {
    if (!subscription.isEnded()) send(socket, frameOf(id, news))
  })()
  if (stop === null) return false
  subscription.follow(stop)
  return true
}

const frameOf = (id: string, news: FileNews): string =>
  news._tag === 'Changed' ? fileEventFrame(id, news.event) : coverageFrame(id, news.coverage)

function send(socket: WebSocket, frame: string): void {
  if (socket.readyState !== WebSocket.OPEN) return
  socket.send(frame)
  if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.close(TRY_AGAIN_LATER, 'Too slow')
}
