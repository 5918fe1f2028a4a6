import './setup.css'
import { Circle, CircleCheck, CircleMinus, Copy } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { clis } from '../app/clis.js'
import { copyText } from '../app/clipboard.js'
import { toast } from '../app/toasts.js'
import { IconButton } from '../ui/icon-button.js'
import { Icon } from '../ui/icon.js'
import { ProgramMark } from '../ui/program-mark.js'
import { WithCode } from '../ui/with-code.js'
import { isSkipped, texts, toggleSkipped, type Setup } from './setup-state.js'
import { stepsOf, type Step } from './setup-steps.js'

/** Steps of a first run with their state, each with the button that does it. */
export function SetupList({ setup }: { readonly setup: Setup }): VNode {
  const t = texts.value
  const steps = stepsOf(setup)
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <>
      <p class="hint">
        {t.progress(done, steps.length)} · {t.intro}
      </p>
      <ul class="setup-steps">
        {steps.map((step) => (
          <StepRow key={step.id} step={step} setup={setup} />
        ))}
      </ul>
    </>
  )
}

function StepRow({ step, setup }: { readonly step: Step; readonly setup: Setup }): VNode {
  const t = texts.value
  const { id, title, isDone, text, faults } = step
  const skipped = !isDone && isSkipped(id)
  const [sign, state] = isDone ? [CircleCheck, t.done] : skipped ? [CircleMinus, t.skipped] : [Circle, t.open]
  return (
    <li class={`setup-step grid ${isDone ? 'done' : ''}`} data-step={id}>
      <Icon of={sign} size={18} />
      <div>
        <h3>
          {title}
          <span class="off-screen">{`: ${state}`}</span>
        </h3>
        <p class="hint">{skipped ? t.skipped : <WithCode text={text} />}</p>
        {!skipped &&
          faults.map((fault) => (
            <p key={fault} class="setup-fault" role="alert">
              {fault}
            </p>
          ))}
        {id === 'clis' && !skipped && <Clis found={setup.clis} />}
      </div>
      {!isDone && <StepButtons step={step} skipped={skipped} />}
    </li>
  )
}

interface ButtonProps {
  readonly step: Step
  readonly skipped: boolean
}

function StepButtons({ step: { id, title, action }, skipped }: ButtonProps): VNode {
  const t = texts.value
  const [isBusy, setBusy] = useState(false)
  return (
    <div class="setup-buttons flex gap-4">
      {action && !skipped && (
        <button
          type="button"
          class="button"
          disabled={isBusy}
          onClick={() => {
            setBusy(true)
            void Promise.resolve(action.run()).finally(() => setBusy(false))
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" class="button quiet" onClick={() => toggleSkipped(id)}>
        {skipped ? t.unskip : t.skip}
        <span class="off-screen">{`: ${title}`}</span>
      </button>
    </div>
  )
}

function Clis({ found }: { readonly found: Setup['clis'] }): VNode {
  const t = texts.value
  const copy = async (command: string): Promise<void> => {
    if (await copyText(command)) toast({ text: messages.value.copied })
  }
  return (
    <ul class="setup-clis">
      {found.map(({ id, label, isInstalled, hasAnswered, version, install }) => (
        <li key={id}>
          <ProgramMark cli={clis.value.find((cli) => cli.id === id)} size={16} />
          <span>{label}</span>
          <span class="hint">{isInstalled ? (hasAnswered ? version : messages.value.noAnswer) : t.notInstalled}</span>
          {!isInstalled && install !== null && (
            <span class="setup-install cluster gap-8 shrink">
              <code>{install}</code>
              <IconButton icon={Copy} label={`${t.copy}: ${install}`} onPress={() => void copy(install)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
