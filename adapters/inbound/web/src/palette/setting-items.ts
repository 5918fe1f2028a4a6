import { Settings } from 'lucide-preact'
import type { Messages } from '../app/texts/en.js'
import { messages, shownLanguage } from '../app/texts/messages.js'
import { SETTINGS_PARTS, type SettingsPart } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { HUB_SETTINGS } from '../settings/hub-setting-texts.js'
import { soughtSetting } from '../settings/sought-setting.js'
import type { PaletteItem } from './palette-item.js'

const titlesOf = (m: Messages): Readonly<Record<SettingsPart, string>> => ({
  appearance: m.appearance,
  terminal: m.terminal,
  attention: m.attentionTitle,
  hub: m.hub,
  webhooks: m.webhooks,
  devices: m.devices,
  tokens: m.accessTokens,
  setup: m.setup,
  account: m.account,
  about: m.about,
})

/** Labels of single settings. The other sections are lists. */
const labelsOf = (m: Messages): Partial<Readonly<Record<SettingsPart, ReadonlyArray<string>>>> => ({
  appearance: [m.theme, m.contrast, m.language, m.editor],
  terminal: [
    m.terminalPalette,
    m.terminalFont,
    m.terminalFontSize,
    m.terminalLineHeight,
    m.terminalCursor,
    m.terminalCursorBlinks,
    m.terminalLigatures,
    m.askBeforePaste,
    m.readAloud,
  ],
  attention: [
    HUB_SETTINGS.remoteApproval[shownLanguage.value].label,
    m.askInAutoMode,
    m.holdDecisions,
    m.sound,
    m.push,
  ],
  hub: Object.entries(HUB_SETTINGS).flatMap(([name, texts]) =>
    name === 'remoteApproval' ? [] : [texts[shownLanguage.value].label],
  ),
  about: [m.hubVersion, m.uptime, m.address],
})

const item = (id: string, label: string, note: string, run: () => void): PaletteItem => ({
  ...{ id: `settings ${id}`, label, note, icon: Settings, need: null, shortcut: null, run },
})

/** Sections of the settings, and each setting. */
export function settingItems(): ReadonlyArray<PaletteItem> {
  const m = messages.value
  const [titles, labels] = [titlesOf(m), labelsOf(m)]
  return SETTINGS_PARTS.flatMap((part) => [
    item(part, titles[part], m.settings, () => go({ page: 'settings', part })),
    ...(labels[part] ?? []).map((label) =>
      item(`${part} ${label}`, label, `${m.settings} · ${titles[part]}`, () => {
        soughtSetting.value = label
        go({ page: 'settings' })
      }),
    ),
  ])
}
