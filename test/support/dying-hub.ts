import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { CardStore, FinishJournal } from '../../application/shared/state-store.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'

/** When a hub dies: at its nth step, before that has any effect or right after it. */
export interface Death {
  readonly step: number
  readonly side: 'before' | 'after'
}

/** Everything through which a hub reaches the disk, until it dies; from then on nothing of it answers or acts. */
export interface DyingHub {
  readonly runner: CommandRunner
  readonly cards: CardStore
  readonly journal: FinishJournal
  /** Settles when it has died. */
  readonly died: Promise<'died'>
  /** Steps so far. */
  readonly steps: () => number
}

const never = (): Promise<never> => new Promise(() => undefined)

export function dyingHub(
  death: Death | null,
  { runner, cards, journal }: Pick<DyingHub, 'runner' | 'cards' | 'journal'>,
): DyingHub {
  let steps = 0
  let isDead = false
  let die: (value: 'died') => void
  const died = new Promise<'died'>((resolve) => {
    die = resolve
  })

  const step =
    <E, A>(act: TE.TaskEither<E, A>): TE.TaskEither<E, A> =>
    async () => {
      if (isDead) return never()
      steps += 1
      const isLast = death?.step === steps
      if (isLast) isDead = true
      if (isLast && death.side === 'before') {
        die('died')
        return never()
      }
      const result = await act()
      if (!isLast) return isDead ? never() : result
      die('died')
      return never()
    }

  return {
    runner: {
      run: (argv, options) => step(runner.run(argv, options)),
      runForBytes: (argv, options) => step(runner.runForBytes(argv, options)),
    },
    cards: { read: cards.read, update: (change) => step(cards.update(change)) },
    journal: { read: journal.read, update: (change) => step(journal.update(change)) },
    died,
    steps: () => steps,
  }
}
