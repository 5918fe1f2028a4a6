import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { Messages } from '../app/texts/en.js'
import { panel } from '../app/overlays.js'
import { places } from '../app/routing/places.js'
import { SidePanel } from '../ui/side-panel.js'
import { Keys } from '../ui/keys.js'

type Row = readonly [keys: string, text: string]

const everywhere = (m: Messages): ReadonlyArray<Row> => [
  ['Ctrl K', m.commandPalette],
  ['Ctrl Z', m.undo],
  ['N', m.newSession],
  ['Alt ↑ / ↓', m.keyOrderSessions],
  ...places().map(({ letter, label }): Row => [`G ${letter.toUpperCase()}`, label]),
  ['?', m.keyboardShortcuts],
]

const overview = (m: Messages): ReadonlyArray<Row> => [
  ['J / K', m.keyMove],
  ['Enter', m.open],
  ['X', m.keySelect],
  ['W', m.watchHint],
  ['/', m.filter],
  ['D', m.toggleDensity],
  ['R', m.rename],
  ['P', m.pin],
  ['M', m.mute],
  ['Backspace', `${m.kill} (${m.keyTwice})`],
]

const terminal = (m: Messages): ReadonlyArray<Row> => [
  ['Ctrl Shift F', m.history],
  ['Shift PgUp', m.scrollHistory],
  ['Alt PgUp / PgDn', `${m.previousPrompt} / ${m.nextPrompt}`],
  ['Ctrl Shift Y', m.copyLastOutput],
  ['Shift drag', m.keyDrag],
  ['Ctrl Shift C', m.copySelection],
  ['Ctrl Shift V', m.paste],
  ['Ctrl + / −', m.terminalFontSize],
  ['Ctrl Shift ↑ / ↓', `${m.previousSession} / ${m.nextSession}`],
  ['Ctrl Shift A', m.keyApproval],
  ['Ctrl Shift L', m.conversation],
  ['Ctrl Shift E / S', `${m.splitRight} / ${m.splitDown}`],
  ['Ctrl Shift ← / →', m.keyBesideTerminal],
  ['Ctrl Shift X', m.closeTerminal],
  ['Ctrl K', m.keySendCtrlK],
  ['Ctrl Shift O', m.keyLeave],
]

const repository = (m: Messages): ReadonlyArray<Row> => [
  ['Ctrl Shift G', m.keyRepository],
  ['N / P', m.keyChanges],
  ['J / K', m.keyFiles],
  ['X', m.keyFold],
  ['V', m.keyViewed],
  ['A / D', m.keyHunk],
  ['S', m.keyLayout],
]

const plan = (m: Messages): ReadonlyArray<Row> => [
  ['Space', m.keyToggle],
  ['Enter', m.editItem],
  ['Delete', m.deleteItem],
  ['Alt ↑ / ↓', m.keyReorder],
  ['Alt ← / →', m.keyMoveSection],
]

const files = (m: Messages): ReadonlyArray<Row> => [
  ['← / →', m.keyFolders],
  ['F2', m.rename],
  ['Delete', `${m.toTrash} (${m.keyTwice})`],
  ['Ctrl X / C / V', `${m.cutFiles} / ${m.copyFiles} / ${m.pasteFiles}`],
]

const board = (m: Messages): ReadonlyArray<Row> => [
  ['↑ / ↓ / ← / →', m.keyBesideCard],
  ['Alt ↑ / ↓ / ← / →', m.keyMoveCard],
  ['Delete', m.keyDeleteCard],
]

const approvals = (m: Messages): ReadonlyArray<Row> => [
  ['J / K', m.keyMoveCall],
  ['X', m.keySelect],
  ['U', m.takeBack],
  ['A', m.allow],
  ['Shift A', m.allowAgain],
  ['D', m.deny],
  ['E', m.edit],
]

/** All keyboard shortcuts, grouped by where they apply. */
export function HelpPanel(): VNode {
  const m = messages.value
  return (
    <SidePanel title={m.keyboardShortcuts} isText onClose={() => (panel.value = null)}>
      <Section title={m.helpEverywhere} rows={everywhere(m)} />
      <Section title={m.helpOverview} rows={overview(m)} />
      <Section title={m.approvals} rows={approvals(m)} />
      <Section title={m.helpBoard} rows={board(m)} />
      <Section title={m.helpTerminal} rows={terminal(m)} />
      <Section title={m.helpRepository} rows={repository(m)} />
      <Section title={m.helpPlan} rows={plan(m)} />
      <Section title={m.files} rows={files(m)} />
    </SidePanel>
  )
}

function Section({ title, rows }: { readonly title: string; readonly rows: ReadonlyArray<Row> }): VNode {
  return (
    <section class="help">
      <h3>{title}</h3>
      <dl>
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>{text}</dt>
            <dd>
              <Keys of={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
