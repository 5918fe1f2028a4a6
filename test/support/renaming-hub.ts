// Renames a session with a call that waits for a person, on a real tmux server and a real state folder, and kills itself with SIGKILL before the given step: the
// call of tmux, or the moment at which a state file gets its new content. Called with: socket, state folder, step. Ends by
// itself when the rename has reached every file before that step.
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { tmuxSessionHost } from '../../adapters/outbound/tmux/session-host.tmux.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import { childEnvironment } from '../../composition/config/environment.js'
import { TOKENS as T } from '../../composition/features/tokens.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { eventually } from './eventually.js'
import { watchedDisk } from './faulty-disk.js'
import { right } from './results.js'
import { aToolCall } from './rulings.js'
import { aName } from './sessions.js'
import { openTmuxHub } from './tmux-hub.js'

const [socketPath = '', path = '', last = ''] = process.argv.slice(2)
let [steps, isRenaming] = [0, false]
const step = (): void => {
  if (isRenaming && (steps += 1) === Number(last)) process.kill(process.pid, 'SIGKILL')
}

const environment = childEnvironment(process.env)
const runner = processCommandRunner(() => environment)
const host = tmuxSessionHost({ runner, clock: systemClock, binary: 'tmux', socket: { socketPath }, environment })
const dying: typeof host = {
  ...host,
  rename: (name, to) => () => {
    step()
    return host.rename(name, to)()
  },
}
const disk = watchedDisk(nodeDisk, ({ name, path: file }) => {
  // Copies are written when there is time.
  if (name === 'rename' ? !file.endsWith('.bak') : name === 'sync' && file.endsWith('.journal')) step()
})
const { container, state, start } = await openTmuxHub(dying, disk, path)
await start()
const { id: session } = right(await host.find('cc-shop')())
const call = { ...aToolCall(), session }
const waiting = { id: 'waiting', call, mode: 'ask', reason: null, createdAt: 1, expiresAt: 2, secretHash: '' } as const
right(await state.approvalStore.keep(waiting)())
isRenaming = true
right(await container.get(T.sessions).renameSession(aName('cc-shop'), 'mall', THE_HUB)())
await eventually(async () => {
  const [rules, board] = [right(await state.approvalRules.read()), right(await state.cardStore.read())]
  if (rules.sessions['cc-mall'] === undefined || board.cards[0]?.ownSession !== 'cc-mall') throw new Error('under way')
})
await state.settled()
process.exit(0)
