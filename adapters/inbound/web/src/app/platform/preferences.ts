import { effect, signal, type Signal } from '@preact/signals'
import { browserShelf, oneOf, within } from './preference.js'

/** Local storage of this device. */
export const shelf = browserShelf(() => localStorage)

const THEMES = ['system', 'light', 'dark'] as const
const CONTRASTS = ['system', 'normal', 'more'] as const
const LANGUAGES = ['system', 'en', 'de'] as const
const CURSORS = ['block', 'bar', 'underline'] as const
/** Ids of the palettes in `screen/palettes.ts`. */
export const TERMINAL_PALETTES = [
  'penates',
  'catppuccin',
  'dracula',
  'everforest',
  'github',
  'gruvbox',
  'one',
  'rose-pine',
  'solarized',
  'tokyo-night',
] as const
const DIFF_LAYOUTS = ['unified', 'split'] as const
/** Editors whose links open files; `none` shows no links. */
export const EDITORS = ['none', 'vscode', 'cursor', 'zed', 'idea'] as const
const DENSITIES = ['tiles', 'rows'] as const

export const FONT_SIZE = { min: 8, max: 28, standard: 13 } as const
/** Height of a terminal's line in percent of its text size. */
export const LINE_HEIGHT = { min: 100, max: 160, standard: 115 } as const
export const REPO_WIDTH = { min: 320, max: 1_600, standard: 600 } as const
export const PANEL_WIDTH = { min: 280, max: 800, standard: 380 } as const

function remembered<A extends string | number | boolean>(key: string, read: (kept: string | null) => A): Signal<A> {
  const value = signal(read(shelf.read(key)))
  let first = true
  effect(() => {
    const now = String(value.value)
    if (!first) shelf.write(key, now)
    first = false
  })
  return value
}

const choice = <const A extends readonly [string, ...string[]]>(key: string, allowed: A): Signal<A[number]> =>
  remembered<A[number]>(key, (kept) => oneOf(allowed, kept))

const flag = (key: string, standard: boolean): Signal<boolean> =>
  remembered(key, (kept) => (kept === null ? standard : kept === 'true'))

export const theme = choice('penates_theme', THEMES)
export const contrast = choice('penates_contrast', CONTRASTS)
export const language = choice('penates_language', LANGUAGES)
export const density = choice('penates_density', DENSITIES)
/** Column by which rows of sessions are sorted, with `-` in front when descending. */
export const rowSort = remembered('penates_row_sort', (kept) => kept ?? '')
export const railCollapsed = flag('penates_rail_collapsed', false)
/** Ids of the running sessions in the order that the person gave them in the rail, as JSON; empty without one. */
export const railOrder = remembered('penates_rail_order', (kept) => kept ?? '')
/** The rail shows sessions that need the person. */
export const railNeedsOnly = flag('penates_rail_needs', false)
export const dormantOpen = flag('penates_dormant_open', false)
export const foreignOpen = flag('penates_foreign_open', true)
export const askBeforePaste = flag('penates_ask_before_paste', true)
/** File trees show dot files and files that git ignores. */
export const hiddenFilesShown = flag('penates_hidden_files', false)
/** Plays a sound when a session requests attention. */
export const soundOn = flag('penates_sound', false)
/** Holds single decisions too, not only those made together. */
export const holdDecisions = flag('penates_hold_decisions', false)
export const readTerminalAloud = flag('penates_read_terminal_aloud', false)
export const terminalFontSize = remembered('penates_terminal_font', (kept) =>
  within(kept, FONT_SIZE.min, FONT_SIZE.max, FONT_SIZE.standard),
)
/** True hides the setup checklist of the empty overview. */
export const setupHidden = flag('penates_setup_hidden', false)
/** Ids of skipped steps of the setup, separated by blanks. */
export const setupSkipped = remembered('penates_setup_skipped', (kept) => kept ?? '')
/** Folders with the command line that was last chosen for them, as JSON. */
export const chosenCommands = remembered('penates_chosen_commands', (kept) => kept ?? '[]')
/** Templates of new sessions as JSON. */
export const sessionTemplates = remembered('penates_session_templates', (kept) => kept ?? '[]')
/** Templates of prompts as JSON, as long as the hub has not taken them. */
export const promptTemplates = remembered('penates_prompt_templates', (kept) => kept ?? '[]')
export const terminalPalette = choice('penates_terminal_palette', TERMINAL_PALETTES)
export const terminalCursor = choice('penates_terminal_cursor', CURSORS)
export const terminalCursorBlinks = flag('penates_terminal_cursor_blinks', false)
export const terminalLigatures = flag('penates_terminal_ligatures', false)
/** Name of a font of this device; empty for the shipped one. */
export const terminalFont = remembered('penates_terminal_font_family', (kept) => kept ?? '')
export const terminalLineHeight = remembered('penates_terminal_line_height', (kept) =>
  within(kept, LINE_HEIGHT.min, LINE_HEIGHT.max, LINE_HEIGHT.standard),
)
export const panelWidth = remembered('penates_panel_width', (kept) =>
  within(kept, PANEL_WIDTH.min, PANEL_WIDTH.max, PANEL_WIDTH.standard),
)
export const repoWidth = remembered('penates_repo_width', (kept) =>
  within(kept, REPO_WIDTH.min, REPO_WIDTH.max, REPO_WIDTH.standard),
)
/** Column limits of the board, as in `implement:3,review:5`. */
export const boardLimits = remembered('penates_board_limits', (kept) => kept ?? 'implement:3,review:5')
export const repoWidened = flag('penates_repo_widened', false)
export const diffLayout = choice('penates_diff_layout', DIFF_LAYOUTS)
export const editor = choice('penates_editor', EDITORS)
/** Digests of the patches that were marked as viewed, the newest last, separated by blanks. */
export const viewedPatches = remembered('penates_viewed', (kept) => kept ?? '')
export const diffFileList = flag('penates_diff_file_list', false)
