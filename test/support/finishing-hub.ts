// Finishes the card of a board scene on the real disk, and kills itself with SIGKILL at the given step: a program that it
// runs, or the rename or sync that makes a record of its state count. Told by one line of JSON, so that it can be started
// beforehand; prints its steps when it lives, else the programs that it leaves running.
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { GIT_PERSON } from './board-places.js'
import { CARD, openBoardState } from './board-scene.js'
import { boardUseCases, OPERATOR } from './board-use-cases.js'
import { watchedDisk } from './faulty-disk.js'

/** Arguments of such a hub. */
export interface FinishingOrder {
  readonly state: string
  readonly root: string
  readonly finishFolder: string
  readonly pushes: boolean
  /** From 1 on; 0 lives. */
  readonly step: number
  /** `beside`: the program is left behind in the middle of what it does. */
  readonly side: 'before' | 'beside'
}

const [line] = (await once(process.stdin, 'data')) as [Buffer]
process.stdin.destroy()
const order = JSON.parse(line.toString()) as FinishingOrder

const steps: string[] = []
const isLast = (what: string): boolean => steps.push(what) === order.step
const running = new Set<string>()
const die = (): void => {
  writeSync(process.stdout.fd, JSON.stringify([...running]))
  process.kill(process.pid, 'SIGKILL')
}

const disk = watchedDisk(nodeDisk, ({ name, path }) => {
  // Copies are written when there is time, several changes at once: their number is another each time.
  const counts = name === 'rename' ? !path.endsWith('.bak') : name === 'sync' && path.endsWith('.journal')
  if (counts && isLast(name)) die()
})

/** Long enough for some programs to be done and for others not to be. */
const BESIDE_MS = [0, 1, 2, 4]

const inner = processCommandRunner(() => GIT_PERSON)
const dying =
  <E, A>(argv: ReadonlyArray<string>, run: TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
  async () => {
    const words = argv.join(' ')
    const dies = isLast(words)
    if (dies && order.side === 'before') die()
    running.add(words)
    const end = run().finally(() => running.delete(words))
    if (dies) void pause(BESIDE_MS[order.step % BESIDE_MS.length]).then(die)
    return dies ? new Promise(() => undefined) : end
  }
const runner = {
  run: (...[argv, options]: Parameters<typeof inner.run>) => dying(argv, inner.run(argv, options)),
  runForBytes: (...[argv, options]: Parameters<typeof inner.runForBytes>) =>
    dying(argv, inner.runForBytes(argv, options)),
}

const { cards, journal } = await openBoardState(order.state, disk)
steps.length = 0
const { root, finishFolder, pushes } = order
const use = await boardUseCases({ root, finishFolder, cards, finishJournal: journal, runner })
await use.finish(CARD, { finishId: 'f', pushes }, OPERATOR)()
process.stdout.write(JSON.stringify(steps))
