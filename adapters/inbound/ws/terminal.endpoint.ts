import * as E from 'fp-ts/lib/Either.js'
import { WebSocket, type RawData } from 'ws'
import type {
  OpenTerminal,
  OpenTerminalError,
  Terminal,
  TerminalEnd,
  Viewer,
} from '../../../application/terminal/open-terminal.js'
import type { Permits } from '../../../application/access/permits.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { faultText } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import type { Principal } from '../../../domain/access/principal.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { GOING_AWAY, TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint, Upgrade } from '../../../infrastructure/ws/endpoint.js'
import { DETACHED, SESSION_GONE, TERMINAL_CHANNEL, VIEWER_STALLED } from './terminal.channel.js'
import { errorFrame, PONG, readFrame, readHidden, readSize, type ClientFrame } from './terminal.codec.js'

const PING_EVERY_MS = 30_000
/** A stalled viewer will not read our close frame either; what waits for it is then given up. */
const STALLED_CLOSE_MS = 1_000

/** Caller of a terminal. */
interface TerminalCaller extends Caller {
  readonly principal: Principal
}

export interface TerminalDeps {
  readonly openTerminal: OpenTerminal
  /** See `AccessFeature`. */
  readonly permits: Permits
  readonly log: Log
}

/** `/api/terminal/:name`: one viewer of one session. */
export function terminalEndpoint(deps: TerminalDeps): Endpoint<TerminalCaller> {
  return {
    path: TERMINAL_CHANNEL.path,
    pingEveryMs: PING_EVERY_MS,
    open: (socket, upgrade) => attach(socket, upgrade, deps),
  }
}

async function attach(
  socket: WebSocket,
  upgrade: Upgrade<TerminalCaller>,
  { openTerminal, permits, log }: TerminalDeps,
): Promise<void> {
  socket.pause() // what is typed while attaching waits in the socket
  const { params, query } = upgrade
  const { principal, ...caller } = upgrade.caller
  const driving = await permits(principal, ['drive'], params)()
  const isReader = E.isLeft(driving) || !driving.right
  // A hidden viewer draws and does not decide the size of the session's windows.
  const request = { session: params['name'] ?? '', size: readSize(query), hidden: isReader || readHidden(query) }
  const attached = await openTerminal(request, viewerOn(socket, upgrade), caller)()
  if (E.isLeft(attached)) {
    if (attached.left._tag === 'Unavailable')
      log.warn('a terminal could not be opened', { session: request.session, fault: faultText(attached.left) })
    refuse(socket, attached.left)
  } else if (socket.readyState === WebSocket.OPEN) {
    const terminal = attached.right
    const take = (raw: RawData, isBinary: boolean): void => {
      const frame = readFrame(raw, isBinary)
      if (frame !== null && !(isReader && changesSession(frame))) receive(socket, terminal, frame)
      else if (frame?.type === 'input') socket.send(errorFrame('The token may not type into this session'))
    }
    const giveUp = (): void => socket.close(TRY_AGAIN_LATER, 'Terminal unavailable')
    socket.on('message', guarded('terminal input', take, giveUp))
    socket.on('close', guarded('end of a viewer', terminal.close))
  } else {
    attached.right.close()
  }
  socket.resume()
}

/** True for frames that a viewer without the right to drive the session does not send. */
const changesSession = ({ type }: ClientFrame): boolean => type === 'input' || type === 'visible'

function receive(socket: WebSocket, terminal: Terminal, frame: ClientFrame): void {
  switch (frame.type) {
    case 'input':
      if (!terminal.write(frame.data)) socket.pause()
      return
    case 'resize':
      terminal.resize(frame.size)
      return
    case 'visible':
      terminal.setHidden(!frame.visible)
      return
    case 'ping':
      socket.send(PONG)
  }
}

function viewerOn(socket: WebSocket, { sendBinary, markAlive }: Upgrade<TerminalCaller>): Viewer {
  return {
    output: (chunk, done) => {
      // A slow client that still drains its socket counts as alive even if its pong is stuck behind the backlog.
      const isFull = socket.bufferedAmount > 0
      sendBinary(chunk, () => {
        if (isFull) markAlive()
        done()
      })
    },
    drained: () => {
      socket.resume()
    },
    exit: (end) => {
      const [code, reason] = closing(end)
      socket.resume() // one that waits for `drained` would not read the answer
      socket.close(code, reason)
      if (end === 'stalled') {
        const cut = guarded('stalled viewer', () => socket.terminate())
        setTimeout(cut, STALLED_CLOSE_MS).unref()
      }
    },
  }
}

function closing(end: TerminalEnd): readonly [code: number, reason: string] {
  switch (end) {
    case 'session-gone':
      return [SESSION_GONE, 'Session not found']
    case 'detached':
      return [DETACHED, 'Detached']
    case 'stalled':
      return [VIEWER_STALLED, 'Viewer stalled']
    case 'hub-stops':
      return [GOING_AWAY, 'Going away']
  }
}

function refuse(socket: WebSocket, error: OpenTerminalError): void {
  switch (error._tag) {
    case 'SessionNotFound':
      socket.send(errorFrame(`Session "${error.name}" not found`))
      socket.close(SESSION_GONE, 'Session not found')
      return
    case 'Unavailable':
      socket.send(errorFrame('The terminal cannot be opened right now'))
      socket.close(TRY_AGAIN_LATER, 'Terminal unavailable')
  }
}
