import * as E from 'fp-ts/lib/Either.js'
import { WebSocket, type RawData } from 'ws'
import type {
  OpenTerminal,
  OpenTerminalError,
  Terminal,
  TerminalEnd,
  Viewer,
} from '../../../application/terminal/open-terminal.js'
import type { KeptTerminal, ReturnToTerminal } from '../../../application/terminal/return-to-terminal.js'
import type { Permits } from '../../../application/access/permits.js'
import type { Caller } from '../../../application/shared/audit-log.port.js'
import { faultText } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import type { Principal } from '../../../domain/access/principal.js'
import type { WheelTurn } from '../../../domain/terminal/pane.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { GOING_AWAY, TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import type { Endpoint, Upgrade } from '../../../infrastructure/ws/endpoint.js'
import { DETACHED, RETURNS, SESSION_GONE, TERMINAL_CHANNEL, VIEWER_STALLED } from './terminal.channel.js'
import {
  errorFrame,
  helloFrame,
  paneFrame,
  pongFrame,
  readFrame,
  readHidden,
  readReturn,
  readSize,
  type ClientFrame,
} from './terminal.codec.js'

const PING_EVERY_MS = 30_000
/** A stalled viewer will not read our close frame either; what waits for it is then given up. */
const STALLED_CLOSE_MS = 1_000

/** Caller of a terminal. */
interface TerminalCaller extends Caller {
  readonly principal: Principal
}

export interface TerminalDeps {
  readonly openTerminal: OpenTerminal
  readonly returnToTerminal: ReturnToTerminal
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
  { openTerminal, returnToTerminal, permits, log }: TerminalDeps,
): Promise<void> {
  socket.pause() // what is typed while attaching waits in the socket
  const { params, query } = upgrade
  const { principal, ...caller } = upgrade.caller
  const driving = await permits(principal, ['drive'], params)()
  const isReader = E.isLeft(driving) || !driving.right
  // tmux's own keys run commands as the hub's user, on all sessions.
  const commanding = await permits(principal, ['admin'], params)()
  const isPaneOnly = E.isLeft(commanding) || !commanding.right
  // A hidden viewer draws and does not decide the size of the session's windows.
  const hidden = isReader || readHidden(query)
  const request = { session: params['name'] ?? '', size: readSize(query), hidden, isPaneOnly }
  const known = readReturn(query)
  const served: { terminal: KeptTerminal | null } = { terminal: null }
  const viewer = viewerOn(socket, upgrade, () => served.terminal)
  const attached =
    known === null
      ? await openTerminal(request, viewer, caller)()
      : await returnToTerminal({ ...request, ...known, owner: ownerOf(principal) }, viewer, caller)()
  if (E.isLeft(attached)) {
    if (attached.left._tag === 'Unavailable')
      log.warn('a terminal could not be opened', { session: request.session, fault: faultText(attached.left) })
    refuse(socket, attached.left)
  } else if (socket.readyState === WebSocket.OPEN) {
    if (attached.right.kind === 'kept') {
      served.terminal = attached.right
      const { position, isContinued, applied, start } = attached.right
      socket.send(helloFrame({ position, isContinued, applied: applied() }))
      start()
    }
    serve(socket, attached.right, isReader)
  } else {
    attached.right.close()
  }
  socket.resume()
}

/** Identity of the caller's token. */
const ownerOf = (principal: Principal): string =>
  'id' in principal ? `${principal.kind} ${principal.id}` : principal.kind

function serve(socket: WebSocket, terminal: Terminal | KeptTerminal, isReader: boolean): void {
  const turnWheel = (turn: WheelTurn): void => {
    detach('wheel of a terminal', async () => {
      const pane = await terminal.wheel(turn)()
      if (E.isRight(pane) && socket.readyState === WebSocket.OPEN) socket.send(paneFrame(pane.right))
    })
  }
  const receive = (frame: ClientFrame): void => {
    switch (frame.type) {
      case 'input':
        if (!terminal.write(frame.data, frame.seq ?? null)) socket.pause()
        return
      case 'resize':
        terminal.resize(frame.size)
        return
      case 'visible':
        terminal.setHidden(!frame.visible)
        return
      case 'wheel':
        turnWheel(isReader ? { ...frame, notches: 0 } : frame)
        return
      case 'ping':
        socket.send(pongFrame(terminal.kind === 'kept' ? terminal.applied() : null))
    }
  }
  const take = (raw: RawData, isBinary: boolean): void => {
    const frame = readFrame(raw, isBinary)
    if (frame !== null && !(isReader && changesSession(frame))) receive(frame)
    else if (frame?.type === 'input') socket.send(errorFrame('The token may not type into this session'))
  }
  const giveUp = (): void => socket.close(TRY_AGAIN_LATER, 'Terminal unavailable')
  const gone = (code: number): void => {
    if (terminal.kind === 'kept' && LOSSES.has(code)) terminal.lose()
    else terminal.close()
  }
  socket.on('message', guarded('terminal input', take, giveUp))
  socket.on('close', guarded('end of a viewer', gone))
}

/** Close codes of viewers that come back: a lost connection, one that was closed for its silence, and `RETURNS`. */
const LOSSES: ReadonlySet<number> = new Set([1005, 1006, RETURNS])

/** True for frames that a viewer without the right to drive the session does not send. */
const changesSession = ({ type }: ClientFrame): boolean => type === 'input' || type === 'visible'

function viewerOn(
  socket: WebSocket,
  { sendBinary, markAlive }: Upgrade<TerminalCaller>,
  kept: () => KeptTerminal | null,
): Viewer {
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
      const terminal = kept()
      if (terminal !== null) socket.send(pongFrame(terminal.applied()))
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
