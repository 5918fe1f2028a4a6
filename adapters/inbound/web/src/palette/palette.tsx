import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { chord } from '../app/platform/keys.js'
import { parsed } from '../app/platform/parsed.js'
import { shelf } from '../app/platform/preferences.js'
import { closeOverlay } from '../app/overlays.js'
import { passToTerminal } from '../app/terminal-keys.js'
import { Dialog } from '../ui/dialog.js'
import { Icon } from '../ui/icon.js'
import { StatusSign } from '../ui/status.js'
import { lookForNewVersion } from '../app/new-version.js'
import { listedCards } from './found-kinds.js'
import { matching, type PaletteItem } from './palette-item.js'
import type { withVerbs } from './verbs.js'
import { useFound } from './use-found.js'
import { paletteItems } from './palette-items.js'
import { Keys } from '../ui/keys.js'

/** Control character of Ctrl K. In readline it deletes to the end of the line. */
const CTRL_K = '\u000b'

/** Rows that are drawn; a longer query finds the others. */
const MAX_SHOWN = 50

/** Command palette with fuzzy search over everything that has a page, and over actions. */
export function Palette(): VNode {
  const m = messages.value
  const [query, setQuery] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const own = useMemo(paletteItems, [])
  const fromHub = useFound(query)
  const addVerbs = useVerbs()
  const all = useMemo(
    () => recentFirst([...addVerbs(own, query, listedCards), ...fromHub]),
    [own, addVerbs, query, fromHub],
  )
  const found = matching(query, all).slice(0, MAX_SHOWN)
  // By id, because results of the hub arrive while a row is chosen.
  const active = Math.max(
    found.findIndex(({ id }) => id === chosen),
    0,
  )

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])

  const run = (item: PaletteItem | undefined): void => {
    if (!item) return
    closeOverlay()
    noteRecent(item)
    item.run()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) choose(found.at((active + step) % Math.max(found.length, 1))?.id ?? null)
    else if (event.key === 'Enter') run(found[active])
    else if (chord(event) === 'Mod+k') {
      closeOverlay()
      passToTerminal(CTRL_K)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Dialog label={m.commandPalette} class="palette" onClose={closeOverlay}>
      <input
        class="palette-field"
        role="combobox"
        inputMode="search"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[active] ? `palette-${active}` : undefined}
        aria-label={m.commandPalette}
        placeholder={m.commandPalette}
        autofocus
        spellcheck={false}
        autocomplete="off"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value)
          choose(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" class="palette-list" role="listbox" aria-label={m.commandPalette}>
        {found.map((item, index) => (
          <PaletteRow
            key={item.id}
            item={item}
            id={`palette-${index}`}
            active={index === active}
            onPress={() => run(item)}
          />
        ))}
        {found.length === 0 && <p class="palette-none">{m.nothingFound}</p>}
      </div>
    </Dialog>
  )
}

const withoutVerbs: typeof withVerbs = (items) => items

/** Adds rows for verbs. Their script is loaded when the palette first opens. */
function useVerbs(): typeof withVerbs {
  const [loaded, setLoaded] = useState({ withVerbs: withoutVerbs })
  useEffect(() => {
    import('./verbs.js').then(setLoaded, lookForNewVersion)
  }, [])
  return loaded.withVerbs
}

interface RowProps {
  readonly item: PaletteItem
  readonly id: string
  readonly active: boolean
  readonly onPress: () => void
}

function PaletteRow({ item: { label, note, icon, need, shortcut }, id, active, onPress }: RowProps): VNode {
  return (
    <div id={id} class="palette-row" role="option" aria-selected={active} onClick={onPress}>
      <span class="rail-sign centre-items grid rigid">
        {need ? <StatusSign need={need} /> : icon && <Icon of={icon} />}
      </span>
      <span class="palette-label proportional">{label}</span>
      <span class="palette-note">{note}</span>
      {shortcut && <Keys of={shortcut} />}
    </div>
  )
}

const KEY = 'penates_palette_recent'
const MAX_RECENT = 20

/** Ids of chosen items, the last one first. */
function recentIds(): ReadonlyArray<string> {
  const kept = parsed(shelf.read(KEY))
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
}

function noteRecent({ id }: PaletteItem): void {
  const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, MAX_RECENT)
  shelf.write(KEY, JSON.stringify(ids))
}

/** Items with recently chosen ones first; the others keep their order. */
function recentFirst(items: ReadonlyArray<PaletteItem>): ReadonlyArray<PaletteItem> {
  const ranks = new Map(recentIds().map((id, rank) => [id, rank]))
  const rankOf = ({ id }: PaletteItem): number => ranks.get(id) ?? MAX_RECENT
  return [...items].sort((one, other) => rankOf(one) - rankOf(other))
}
