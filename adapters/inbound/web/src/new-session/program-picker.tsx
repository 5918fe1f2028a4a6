import type { VNode } from 'preact'
import { cliOf, CLIS, defaultVariant, type Cli, type CliTier } from '../../../../../domain/sessions/cli-registry.js'
import { permissionModeFlags } from '../../../../../domain/sessions/permission-mode.js'
import { startedCommand } from '../../../../../domain/sessions/started-command.js'
import { messages } from '../i18n/messages.js'
import { ProgramMark } from '../ui/program-mark.js'
import { draft, patchDraft, SHELL } from './draft.js'

/** Selection of a program and its permission mode. */
export function ProgramPicker(): VNode {
  const m = messages.value
  const { command } = draft.value
  const chosen = command === SHELL ? undefined : cliOf(command)
  return (
    <>
      <fieldset class="programs">
        <legend>{m.program}</legend>
        {CLIS.map((cli) => (
          <Choice
            key={cli.id}
            cli={cli}
            label={cli.label}
            checked={chosen?.id === cli.id}
            onChoose={() => {
              patchDraft({ command: defaultVariant(cli).command })
            }}
          />
        ))}
        <Choice
          cli={undefined}
          label={m.plainShell}
          checked={command === SHELL}
          onChoose={() => {
            patchDraft({ command: SHELL })
          }}
        />
      </fieldset>
      {chosen && chosen.variants.length > 1 && <Variants cli={chosen} command={command} />}
    </>
  )
}

interface ChoiceProps {
  readonly cli: Cli | undefined
  readonly label: string
  readonly checked: boolean
  readonly onChoose: () => void
}

function Choice({ cli, label, checked, onChoose }: ChoiceProps): VNode {
  return (
    <label class={`choice ${checked ? 'chosen' : ''}`}>
      <input type="radio" name="program" checked={checked} onChange={onChoose} />
      <ProgramMark cli={cli} size={18} />
      <span>{label}</span>
    </label>
  )
}

function Variants({ cli, command }: { readonly cli: Cli; readonly command: string }): VNode {
  const m = messages.value
  const meaning: Readonly<Record<CliTier, string>> = { safe: m.tierSafe, auto: m.tierAuto, danger: m.tierDanger }
  return (
    <fieldset class="variants">
      <legend>{m.variant}</legend>
      {cli.variants.map((variant) => (
        <label key={variant.command} class={`choice ${variant.command === command ? 'chosen' : ''}`}>
          <input
            type="radio"
            name="variant"
            checked={variant.command === command}
            onChange={() => {
              patchDraft({ command: variant.command })
            }}
          />
          <span class={`tier ${variant.tier}`} aria-hidden="true" />
          <span>{variant.label}</span>
          <span class="hint">
            {[meaning[variant.tier], startNote(variant.command)].filter((part) => part !== null).join(' · ')}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Command line that the hub starts; `null` when it is the selected one. */
function startNote(command: string): string | null {
  const started = startedCommand(command, [permissionModeFlags])
  return started === command ? null : messages.value.startsAs(started)
}
