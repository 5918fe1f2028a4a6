import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import {
  askBeforePaste,
  FONT_SIZE,
  LINE_HEIGHT,
  readTerminalAloud,
  TERMINAL_PALETTES,
  terminalCursor,
  terminalCursorBlinks,
  terminalFont,
  terminalFontSize,
  terminalLigatures,
  terminalLineHeight,
  terminalPalette,
} from '../app/platform/preferences.js'
import { PALETTES } from '../screen/palettes.js'
import { Segments } from '../ui/segments.js'
import { Line } from './parts.js'
import { Switch } from '../ui/switch.js'
import { TerminalSample } from './terminal-sample.js'

/** Fonts that are offered; a device may have others. */
const FONTS = [
  'Cascadia Code',
  'Consolas',
  'DejaVu Sans Mono',
  'Fira Code',
  'Iosevka',
  'Menlo',
  'SF Mono',
  'Source Code Pro',
]

/** Look and behaviour of terminals on this device. */
export function TerminalSettings(): VNode {
  const m = messages.value
  return (
    <>
      <TerminalSample />
      <Line label={m.terminalPalette} hint={m.terminalPaletteHint}>
        <select
          class="field setting-field"
          aria-label={m.terminalPalette}
          value={terminalPalette.value}
          onChange={({ currentTarget: { value } }) =>
            (terminalPalette.value = TERMINAL_PALETTES.find((id) => id === value) ?? terminalPalette.value)
          }
        >
          {TERMINAL_PALETTES.map((id) => (
            <option key={id} value={id}>
              {PALETTES[id].label}
            </option>
          ))}
        </select>
      </Line>
      <Line label={m.terminalFont} hint={m.terminalFontHint}>
        <input
          class="field setting-field"
          aria-label={m.terminalFont}
          list="terminal-fonts"
          placeholder="JetBrains Mono"
          value={terminalFont.value}
          maxLength={100}
          onChange={({ currentTarget: { value } }) => (terminalFont.value = value.trim())}
        />
        <datalist id="terminal-fonts">
          {FONTS.map((font) => (
            <option key={font} value={font} />
          ))}
        </datalist>
      </Line>
      <Range label={m.terminalFontSize} of={terminalFontSize} bounds={FONT_SIZE} unit="px" />
      <Range label={m.terminalLineHeight} of={terminalLineHeight} bounds={LINE_HEIGHT} unit="%" />
      <Line label={m.terminalCursor}>
        <Segments
          label={m.terminalCursor}
          value={terminalCursor.value}
          options={[
            ['block', m.cursorBlock],
            ['bar', m.cursorBar],
            ['underline', m.cursorUnderline],
          ]}
          onChoose={(chosen) => (terminalCursor.value = chosen)}
        />
      </Line>
      <Toggle label={m.terminalCursorBlinks} of={terminalCursorBlinks} />
      <Toggle label={m.terminalLigatures} hint={m.terminalLigaturesHint} of={terminalLigatures} />
      <Toggle label={m.askBeforePaste} of={askBeforePaste} />
      <Toggle label={m.readAloud} of={readTerminalAloud} />
    </>
  )
}

interface Setting<A> {
  readonly label: string
  readonly of: { value: A }
}

function Toggle({ label, hint, of }: Setting<boolean> & { readonly hint?: string }): VNode {
  return (
    <Line label={label} {...(hint === undefined ? {} : { hint })}>
      <Switch label={label} on={of.value} onChange={(on) => (of.value = on)} />
    </Line>
  )
}

interface RangeProps extends Setting<number> {
  readonly bounds: { readonly min: number; readonly max: number }
  readonly unit: string
}

function Range({ label, of, bounds: { min, max }, unit }: RangeProps): VNode {
  return (
    <Line label={label}>
      <label class="range cluster gap-12">
        <input
          type="range"
          aria-label={label}
          min={min}
          max={max}
          value={of.value}
          onInput={(event) => (of.value = event.currentTarget.valueAsNumber)}
        />
        <output>
          {of.value} {unit}
        </output>
      </label>
    </Line>
  )
}
