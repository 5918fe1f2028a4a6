import { ruleTexts } from '../i18n/rule-texts.js'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import type { RuleTrial } from '../state/rules.js'
import { VisibleText } from '../ui/visible-text.js'

/** Result of a rule on past calls. */
export function TrialResult({ tool, trial }: { readonly tool: string; readonly trial: RuleTrial }): VNode {
  const m = messages.value
  const { calls, fromTranscripts, allowed, denied, asked, unreadable, concerned, matches, others } = trial
  if (calls === 0) return <p class="hint">{ruleTexts.value.ruleNoCalls}</p>
  return (
    <div class="rule-trial">
      <p>{ruleTexts.value.ruleTried(ruleTexts.value.ruleCalls(calls, tool), allowed, denied, asked)}</p>
      <p class="hint">{ruleTexts.value.ruleSources(calls - fromTranscripts, fromTranscripts)}</p>
      {unreadable > 0 && <p class="hint">{ruleTexts.value.ruleUnreadable(unreadable)}</p>}
      <p class="hint">{ruleTexts.value.ruleConcerned(concerned)}</p>
      <Calls texts={matches} />
      {others.length > 0 && <p class="hint">{ruleTexts.value.ruleOthers}</p>}
      <Calls texts={others} />
    </div>
  )
}

function Calls({ texts }: { readonly texts: ReadonlyArray<string> }): VNode {
  return (
    <ul class="rule-calls mono">
      {texts.map((text) => (
        <li key={text}>
          <VisibleText text={text} />
        </li>
      ))}
    </ul>
  )
}
