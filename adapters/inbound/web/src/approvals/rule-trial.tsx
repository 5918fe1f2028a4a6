import { ruleTexts } from './rule-texts.js'
import type { VNode } from 'preact'
import type { RuleTrial } from './rules-state.js'
import { VisibleText } from '../ui/visible-text.js'

/** Result of a rule on past calls. */
export function TrialResult({ tool, trial }: { readonly tool: string; readonly trial: RuleTrial }): VNode {
  const m = ruleTexts.value
  const { calls, fromTranscripts, allowed, denied, asked, unreadable, concerned, matches, others } = trial
  if (calls === 0) return <p class="hint">{m.ruleNoCalls}</p>
  return (
    <div class="rule-trial">
      <p>{m.ruleTried(m.ruleCalls(calls, tool), allowed, denied, asked)}</p>
      <p class="hint">{m.ruleSources(calls - fromTranscripts, fromTranscripts)}</p>
      {unreadable > 0 && <p class="hint">{m.ruleUnreadable(unreadable)}</p>}
      <p class="hint">{m.ruleConcerned(concerned)}</p>
      <Calls texts={matches} />
      {others.length > 0 && <p class="hint">{m.ruleOthers}</p>}
      <Calls texts={others} />
    </div>
  )
}

function Calls({ texts }: { readonly texts: ReadonlyArray<string> }): VNode {
  return (
    <ul class="rule-calls anywhere mono">
      {texts.map((text) => (
        <li key={text}>
          <VisibleText text={text} />
        </li>
      ))}
    </ul>
  )
}
