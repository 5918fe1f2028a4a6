import { ruleTexts } from './rule-texts.js'
import '../settings/access-tokens.css'
import './rules.css'
import { Pencil, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { locale } from '../app/texts/messages.js'
import { drafts } from '../app/drafts.js'
import { agentName } from '../app/clis.js'
import { projects, readProjects } from '../app/project-list.js'
import { patternOf, readRules, removeRule, rules, type Rule } from './rules-state.js'
import { ago } from '../ui/ago.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { VisibleText } from '../ui/visible-text.js'
import { beginWith, draftName, NewRule } from './new-rule.js'
import { WaitingPrice } from './waiting-price.js'
import { Icon } from '../ui/icon.js'

/** Rules in force, and the form for a new one. */
export function Rules(): VNode {
  const m = ruleTexts.value
  const [isOpen, setOpen] = useState(() => drafts.has(draftName()))
  const [form, setForm] = useState(0)
  useEffect(() => {
    void readRules()
    void readProjects()
  }, [])
  return (
    <>
      {rules.value !== null && (
        <WaitingPrice
          onTry={(rule) => {
            beginWith(rule)
            setForm(form + 1)
            setOpen(true)
          }}
        />
      )}
      {rules.value?.length === 0 && <p class="empty grid gap-12 faint align-centre centre-items">{m.noRules}</p>}
      <ul class="decided-list grid" aria-label={m.rules}>
        {rules.value?.map((rule) => (
          <RuleRow key={rule.id} rule={rule} />
        ))}
      </ul>
      {isOpen ? (
        <NewRule key={form} onClose={() => setOpen(false)} />
      ) : (
        <p class="new-rule">
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {m.newRule}
          </button>
        </p>
      )}
    </>
  )
}

const OUTCOME = { allow: 'allowed', ask: 'left-to-terminal', deny: 'denied' } as const

function RuleRow({ rule }: { readonly rule: Rule }): VNode {
  const m = ruleTexts.value
  const { id, effect, tool, projectId, agent, createdAt } = rule
  const [isEdited, setEdited] = useState(() => drafts.has(draftName(rule)))
  const project = projects.value?.find((one) => one.id === projectId)
  if (isEdited)
    return (
      <li class="rule">
        <NewRule rule={rule} onClose={() => setEdited(false)} />
      </li>
    )
  return (
    <li class={`decided rule ${OUTCOME[effect]}`}>
      <p>
        <b class="rule-effect">{m.ruleEffects[effect]}</b>
        <span class="mono">
          <VisibleText text={[tool, patternOf(rule)].filter((part) => part !== null).join(' ')} />
        </span>
        <time dateTime={createdAt} data-tip={new Date(createdAt).toLocaleString(locale.value)}>
          {ago(Date.parse(createdAt))}
        </time>
      </p>
      <p class="hint">
        {m.ruleProject} {projectId === null ? m.everyProject : (project?.displayName ?? projectId)}
        {agent !== null && `. ${m.ruleAgent} ${agentName(agent)}`}
      </p>
      <p class="cluster gap-8">
        <button type="button" class="button" onClick={() => setEdited(true)}>
          <Icon of={Pencil} />
          {m.editRule}
        </button>
        <TwoStepButton
          id={`remove-rule ${id}`}
          icon={Trash2}
          label={m.removeRule}
          question={m.removeRuleQuestion}
          onConfirm={() => void removeRule(rule)}
        />
      </p>
    </li>
  )
}
