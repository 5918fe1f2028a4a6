import type { VNode } from 'preact'
import { projects } from '../app/project-list.js'
import { ask, client } from '../app/the-hub.js'
import { useReading } from '../app/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { VisibleText } from '../ui/visible-text.js'
import { patternOf, rules, type WaitingTime } from './rules-state.js'
import { ruleTexts } from './rule-texts.js'

type SavingRule = NonNullable<WaitingTime['rule']>

/** Time that agents waited for people, and the one rule that would have saved the most of it. */
export function WaitingPrice({ onTry }: { readonly onTry: (rule: SavingRule) => void }): VNode | null {
  const m = ruleTexts.value
  const read = useReading(() => ask(client.readWaitingTime({})), rules.value?.length ?? 0)
  if (read.failure) return <FailureNote failure={read.failure} onRetry={read.again} />
  if (read.value === null || read.value.calls === 0) return null
  const { waitedMs, calls, kinds, projects: waited, rule } = read.value
  const nameOf = (id: string | null): string =>
    id === null ? m.noProject : (projects.value?.find((one) => one.id === id)?.displayName ?? id)
  return (
    <section class="box waiting-price">
      <h2>{m.waitedForYou}</h2>
      <p>{m.waitedInCalls(duration(waitedMs), calls)}</p>
      <Shares of={kinds.map((each) => [m.waitedKinds[each.kind], each.waitedMs] as const)} />
      {waited.length > 1 && <Shares of={waited.map((each) => [nameOf(each.projectId), each.waitedMs] as const)} />}
      {rule === null ? (
        <p class="hint">{m.noSavingRule}</p>
      ) : (
        <>
          <p>{m.savingRule(duration(rule.waitedMs), rule.calls)}</p>
          <p class="mono anywhere">
            <VisibleText text={[rule.tool, patternOf(rule)].filter((part) => part !== null).join(' ')} />
          </p>
          <p class="hint">{m.savingRuleProof}</p>
          <button type="button" class="button" onClick={() => onTry(rule)}>
            {m.setUpRule}
          </button>
        </>
      )}
    </section>
  )
}

/** Names with their time and a bar, the longest first. */
function Shares({ of }: { readonly of: ReadonlyArray<readonly [string, number]> }): VNode {
  const longest = Math.max(1, ...of.map(([, ms]) => ms))
  return (
    <ul class="waited-shares">
      {of.map(([name, ms]) => (
        <li key={name}>
          <span class="ellipsis">{name}</span>
          <span class="waited-bar" aria-hidden="true">
            <span style={{ width: `${String((100 * ms) / longest)}%` }} />
          </span>
          <span class="nowrap">{duration(ms)}</span>
        </li>
      ))}
    </ul>
  )
}

/** `2 min`, `3 h 5 min`. */
function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes === 0) return ruleTexts.value.lessThanAMinute
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [...(hours > 0 ? [`${String(hours)} h`] : []), ...(rest > 0 ? [`${String(rest)} min`] : [])].join(' ')
}
