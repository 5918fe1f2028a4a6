import { ruleTexts } from './rule-texts.js'
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { tryRule, type RuleDraft, type RuleTrial } from './rules-state.js'
import { Segments } from '../ui/segments.js'
import { TrialResult } from './rule-trial.js'

interface Props {
  readonly draft: RuleDraft
  readonly onEffect: (effect: RuleDraft['effect']) => void
  readonly isReady: boolean
  /** Id of the rule that is changed; left out for a new one. */
  readonly replaces?: string
  /** Text of the button that puts the rule in force. */
  readonly submit: string
  readonly onSubmit: () => Promise<void>
  readonly onCancel: () => void
  readonly children: ComponentChildren
}

const EFFECTS = ['allow', 'ask', 'deny'] as const

/** Effect, trial and buttons of a rule. A rule is put in force only as it was tried last. */
export function RuleForm({ draft, onEffect, isReady, replaces, submit, onSubmit, onCancel, children }: Props): VNode {
  const m = messages.value
  const [tried, setTried] = useState<{ readonly key: string; readonly trial: RuleTrial } | null>(null)
  const [isBusy, setBusy] = useState(false)
  const key = JSON.stringify(draft)
  const isTried = tried?.key === key
  const whileBusy = async (work: Promise<unknown>): Promise<void> => {
    setBusy(true)
    await work
    setBusy(false)
  }
  const tryIt = async (): Promise<void> => {
    const trial = await tryRule(draft, replaces ?? null)
    setTried(trial === null ? null : { key, trial })
  }
  return (
    <form
      class="access-form box rule-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isBusy) void whileBusy(isTried ? onSubmit() : tryIt())
      }}
    >
      {children}
      <span class="setting-label as-block">{ruleTexts.value.ruleEffect}</span>
      <Segments
        label={ruleTexts.value.ruleEffect}
        value={draft.effect}
        options={EFFECTS.map((one) => [one, ruleTexts.value.ruleEffects[one]] as const)}
        onChoose={onEffect}
      />
      <p class="hint">{ruleTexts.value.ruleEffectHint}</p>
      <div aria-live="polite">{isTried && <TrialResult tool={draft.tool} trial={tried.trial} />}</div>
      <div class="approval-answers">
        <button type="submit" class="button primary" disabled={!isReady || isBusy}>
          {isTried ? submit : ruleTexts.value.tryRule}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {m.cancel}
        </button>
      </div>
    </form>
  )
}
