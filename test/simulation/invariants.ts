import * as E from 'fp-ts/lib/Either.js'
import { allFakes } from '../../composition/testing/fake-tools.js'
import { isOpen } from '../../domain/board/finish.js'
import { worktreeRoot } from '../../domain/board/repository.js'
import { PROJECT, violation, type World } from './world.js'

/** An invariant of docs/architecture.md as a predicate. */
export interface Invariant {
  /** Numbers of the rows of the table. */
  readonly rows: ReadonlyArray<number>
  /** Sentence about a state that the invariant excludes; `null` while it holds. */
  readonly broken: (world: World) => Promise<string | null>
}

const invariant = (rows: Invariant['rows'], broken: Invariant['broken']): Invariant => ({ rows, broken })

const inOrder = (texts: Iterable<string>): string => [...texts].sort().join()

/** Difference of two sets of texts in a sentence; `null` without one. */
const differ = (what: string, here: Iterable<string>, there: Iterable<string>): string | null => {
  const [one, two] = [inOrder(here), inOrder(there)]
  return one === two ? null : `${what}: ${one} and not ${two}`
}

const valueOf = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw violation(`a fake failed: ${JSON.stringify(result.left)}`)
  return result.right
}

/** These hold after every step. */
export const ALWAYS: ReadonlyArray<Invariant> = [
  invariant([1, 2], async ({ hub, answerOf }) => {
    const host = valueOf(await hub.controls.sessionHost.list())
    const listed = await answerOf(hub.client.listSessions(), 'listSessions')
    const live = (listed?.body ?? []).filter(({ status }) => status !== 'dormant')
    return listed === null
      ? null
      : differ(
          'the list has running',
          live.map(({ name }) => name),
          host.map(({ name }) => name),
        )
  }),
  invariant([2, 4], async ({ hub, answerOf }) => {
    const stored = valueOf(await hub.controls.cardStore.read())
    const listed = await answerOf(hub.client.listCards(), 'listCards')
    const here = (listed?.body.cards ?? []).map(({ id, stage }) => `${id} ${stage}`)
    return listed === null
      ? null
      : differ(
          'the board has',
          here,
          stored.cards.map(({ id, stage }) => `${id} ${stage}`),
        )
  }),
  invariant([7], async ({ hub, history }) => {
    const host = valueOf(await hub.controls.sessionHost.list())
    const again = host.find(({ name }) => history.ended.has(name))
    return again === undefined ? null : `${again.name} runs again without a request`
  }),
  invariant([9], ({ history }) => {
    const ended = history.events.flatMap((event) => (event._tag === 'session-ended' ? [event.session] : []))
    const starts = history.events.flatMap((event) => (event._tag === 'session-started' ? [event.session] : []))
    const times = (of: ReadonlyArray<string>, id: string): number => of.filter((one) => one === id).length
    const twice = ended.find((id) => times(ended, id) > times(starts, id) + 1)
    return Promise.resolve(twice === undefined ? null : `the end of ${twice} was published twice`)
  }),
  invariant([18, 46], ({ hub, history }) => {
    const { entries } = allFakes(hub.controls).approvalLedger
    const idOf = (command: string): unknown =>
      entries.find(({ kind, input }) => kind === 'request' && JSON.stringify(input ?? null).includes(`"${command}"`))?.[
        'id'
      ]
    for (const { command, answer } of history.calls) {
      if (answer !== 'allow') continue
      const id = idOf(command)
      const has = (kind: string): boolean => entries.some((entry) => entry['kind'] === kind && entry['id'] === id)
      if (!has('decision')) return Promise.resolve(`${command} was allowed without a decision`)
      if (!has('outcome')) return Promise.resolve(`${command} was allowed without an outcome in the log`)
    }
    const twice = [...history.decided].find(([, times]) => times > 1)
    return Promise.resolve(twice === undefined ? null : `approval ${twice[0]} was decided twice`)
  }),
  invariant([21], async ({ hub, history, answerOf }) => {
    if (!history.isProjectForgotten) return null
    const listed = await answerOf(hub.client.listProjects(), 'listProjects')
    return JSON.stringify(listed?.body ?? []).includes(`"${PROJECT.root}"`) ? 'the removed project came back' : null
  }),
  invariant([32], ({ hub, history }) => {
    const repository = allFakes(hub.controls).controls.git.controls.of(PROJECT.root)
    const heads = [...repository.worktrees.values()].flatMap(({ detachedAt }) =>
      detachedAt === null ? [] : [detachedAt],
    )
    const reached = new Set<string>()
    const open = [...repository.branches.values(), ...repository.refs.values(), ...heads]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      open.push(...(repository.commits.get(id)?.parents ?? []))
    }
    const lost = history.commits.find((id) => !reached.has(id))
    return Promise.resolve(lost === undefined ? null : `commit ${lost} is on no branch and no ref`)
  }),
  invariant([33], ({ hub }) => {
    const { worktrees } = allFakes(hub.controls).controls.git.controls.of(PROJECT.root)
    const own = [worktreeRoot(PROJECT.root), hub.controls.values.finishFolder]
    const foreign = [...worktrees].find(([path, { isMain }]) => !isMain && !own.some((root) => path.startsWith(root)))
    return Promise.resolve(foreign === undefined ? null : `a worktree is at ${foreign[0]}`)
  }),
  invariant([73], async ({ hub }) => {
    const ids = valueOf(await hub.controls.sessionHost.list()).map(({ id }) => id)
    return new Set(ids).size === ids.length ? null : `two running sessions have one id: ${ids.join()}`
  }),
]

/** These hold once a hub without faults has started and has had time for what was left over. */
export const RECOVERED: ReadonlyArray<Invariant> = [
  invariant([13], async ({ hub, history }) => {
    const live = new Set<string>(valueOf(await hub.controls.sessionHost.list()).map(({ id }) => id))
    for (const token of history.tokens) {
      const holder = valueOf(await hub.controls.sessionTokens.sessionOf(token)())
      if (holder !== null && !live.has(holder.id)) return `the token of ${holder.startedAs} outlives its session`
    }
    return null
  }),
  invariant([31], async ({ hub }) => {
    const open = valueOf(await hub.controls.finishJournal.read()).filter(isOpen)
    return open.length === 0 ? null : `a finish is still ${open.map(({ stage }) => stage).join()}`
  }),
  invariant([46], async ({ hub, answerOf }) => {
    const stored = valueOf(await hub.controls.approvalStore.kept())
    const listed = await answerOf(hub.client.listApprovals(), 'listApprovals')
    const here = (listed?.body.approvals ?? []).map(({ id }) => id)
    return differ(
      'approvals wait',
      here,
      stored.map(({ id }) => id),
    )
  }),
]
