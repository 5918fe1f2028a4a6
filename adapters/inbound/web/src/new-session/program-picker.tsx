import type { VNode } from 'preact'
import { questionsHere, type QuestionsHere } from '../../../../../domain/approvals/questions-here.js'
import type { HubCli } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { clis } from '../app/clis.js'
import { useSetup } from '../setup/use-setup.js'
import { setup } from '../setup/setup-state.js'
import { approvalConfig } from '../setup/approval-config.js'
import { Link } from '../ui/link.js'
import { ProgramMark } from '../ui/program-mark.js'
import { chooseProgram, chosenCli, foundClis, isMissing, patchDraft, SHELL, variant as command } from './draft.js'

/** Selection of a program and its permission mode. Programs that are not installed lead to the setup. */
export function ProgramPicker(): VNode {
  const m = messages.value
  const chosen = chosenCli.value
  useSetup()
  return (
    <>
      <fieldset class="programs">
        <legend>{m.program}</legend>
        {clis.value.map((cli) =>
          isMissing(cli.id) ? (
            <Missing key={cli.id} cli={cli} />
          ) : (
            <Choice
              key={cli.id}
              cli={cli}
              label={cli.label}
              checked={chosen?.id === cli.id}
              onChoose={() => chooseProgram(cli)}
            />
          ),
        )}
        <Choice
          cli={undefined}
          label={m.plainShell}
          checked={command.value === SHELL}
          onChoose={() => patchDraft({ command: SHELL, model: '' })}
        />
      </fieldset>
      {chosen && chosen.variants.length > 1 && <Variants cli={chosen} command={command.value} />}
    </>
  )
}

interface ChoiceProps {
  readonly cli: HubCli | undefined
  readonly label: string
  readonly checked: boolean
  readonly onChoose: () => void
}

function Choice({ cli, label, checked, onChoose }: ChoiceProps): VNode {
  const m = messages.value
  const found = cli && foundClis.value.get(cli.id)
  const isSilent = found?.hasAnswered === false
  return (
    <label
      class={`choice cluster gap-6 shrink relative box ${checked ? 'chosen' : ''}`}
      data-tip={isSilent ? m.noAnswerTip(label) : undefined}
    >
      <input type="radio" name="program" checked={checked} onChange={onChoose} />
      <ProgramMark cli={cli} size={16} />
      <span>{label}</span>
      <span class="choice-note">{isSilent ? m.noAnswer : found?.version}</span>
    </label>
  )
}

function Missing({ cli }: { readonly cli: HubCli }): VNode {
  const m = messages.value
  return (
    <Link
      to={{ page: 'settings', part: 'setup' }}
      class="choice cluster gap-6 shrink relative box missing"
      tip={m.notInstalledTip(cli.label)}
    >
      <ProgramMark cli={cli} size={16} />
      <span>{cli.label}</span>
      <span class="choice-note">{m.install}</span>
    </Link>
  )
}

function Variants({ cli, command }: { readonly cli: HubCli; readonly command: string | null }): VNode {
  const m = messages.value
  const chosen = cli.variants.find((variant) => variant.command === command)
  return (
    <fieldset class="variants">
      <legend>{m.variant}</legend>
      {cli.variants.map((variant) => (
        <label
          key={variant.command}
          class={`choice cluster gap-6 shrink relative box ${variant === chosen ? 'chosen' : ''}`}
          data-tip={variant === chosen ? undefined : noteOn(cli, variant)}
        >
          <input
            type="radio"
            name="variant"
            checked={variant === chosen}
            aria-describedby={variant === chosen ? VARIANT_NOTE : undefined}
            onChange={() => patchDraft({ command: variant.command })}
          />
          <span class={`tier ${variant.tier}`} aria-hidden="true" />
          <span>{m.permissionName(variant.label)}</span>
        </label>
      ))}
      {chosen && (
        <p id={VARIANT_NOTE} class="hint">
          {noteOn(cli, chosen)}
        </p>
      )}
    </fieldset>
  )
}

type Variant = HubCli['variants'][number]

/** Id of the sentence on the chosen variant. */
const VARIANT_NOTE = 'variant-note'

const noteOn = (cli: HubCli, variant: Variant): string =>
  [whatIsAsked(cli, variant), startNote(variant)].filter((part) => part !== null).join(' · ')

/** Command line that the hub starts; `null` when it is the selected one. */
const startNote = ({ command, startsAs }: Variant): string | null =>
  startsAs === command ? null : messages.value.startsAs(startsAs)

/** Sentence on what a variant asks about, and whether its questions come here; the first half before the hub has answered. */
function whatIsAsked(cli: HubCli, { tier, questions }: Variant): string {
  const m = newSessionTexts.value
  const here = placeOf(cli, questions)
  return here === null ? m.tierMeaning[tier] : `${m.tierMeaning[tier]}; ${m.questionsHere[here](tier)}`
}

function placeOf({ id, isReporting }: HubCli, questions: Variant['questions']): QuestionsHere | null {
  const config = approvalConfig.value
  if (!isReporting) return 'none'
  if (config === null) return null
  // A strict session of Claude Code gets its hooks on the command line.
  const lacksHooks = id === 'claude' && config.mode !== 'strict' && setup.value?.hooks?.state === 'none'
  return lacksHooks ? 'none' : questionsHere(questions, config)
}
