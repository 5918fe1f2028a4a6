import { signal } from '@preact/signals'
import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { route } from '../app/router.js'
import { messages } from '../app/texts/messages.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'
import { Keys } from './keys.js'

export interface MenuItem {
  readonly label: string
  readonly icon: LucideIcon
  readonly run: () => void
  readonly shortcut?: string
  /** Shown, but not to be chosen. */
  readonly isOff?: boolean
  /** Confirmation that the menu shows before the action runs. */
  readonly question?: string
}

interface Point {
  readonly x: number
  readonly y: number
}

interface OpenMenu {
  /** Button that opened the menu, or the pointer position. */
  readonly anchor: HTMLElement | Point
  /** Entries now: those of a menu button may depend on signals. */
  readonly items: () => ReadonlyArray<MenuItem>
  /** Restores the focus. */
  readonly giveBack: () => void
}

/** Distance to the button, and to the edge of the window. */
const GAP_PX = 4
const EDGE_PX = 8

const CHOICES = 'button:not(:disabled)'

const opened = signal<OpenMenu | null>(null)

const offered = new WeakMap<Element, () => ReadonlyArray<MenuItem>>()

/** Entries of the menu that a button opens; `null` for a button without a menu of the page. */
export const menuAt = (button: Element): ReadonlyArray<MenuItem> | null => offered.get(button)?.() ?? null

interface MenuButtonProps {
  readonly label: string
  readonly icon: LucideIcon
  readonly items: () => ReadonlyArray<MenuItem>
}

/** Button that opens a menu, whose entries the palette offers too. */
export function MenuButton({ label, icon, items }: MenuButtonProps): VNode {
  const place = useRef<HTMLSpanElement>(null)
  const latest = useRef(items)
  latest.current = items
  useLayoutEffect(() => {
    const button = place.current?.querySelector('button')
    if (button) offered.set(button, () => latest.current())
  }, [])
  return (
    <span ref={place} class="menu-button">
      <IconButton
        menu
        icon={icon}
        label={label}
        onPress={({ currentTarget }) => {
          if (currentTarget instanceof HTMLElement) toggle(currentTarget, () => latest.current())
        }}
      />
    </span>
  )
}

/** Opens a menu at a button, or closes it. */
export function toggleMenu(anchor: HTMLElement, items: ReadonlyArray<MenuItem>): void {
  toggle(anchor, () => items)
}

function toggle(anchor: HTMLElement, items: OpenMenu['items']): void {
  const giveBack = (): void => {
    if (anchor.isConnected) anchor.focus()
  }
  opened.value = opened.value?.anchor === anchor ? null : { anchor, items, giveBack }
}

/** Opens a menu at the pointer position. */
export function openMenuAt(at: Point, items: ReadonlyArray<MenuItem>, giveBack: () => void): void {
  opened.value = { anchor: at, items: () => items, giveBack }
}

/** Layer with the open menu. A page has at most one. */
export function MenuLayer(): VNode | null {
  const menu = opened.value
  return (
    menu && (
      <section aria-label={messages.value.actions}>
        <Menu key={menu.anchor} {...menu} />
      </section>
    )
  )
}

/** Position of a menu: below its button and right-aligned with it, or at the pointer. */
function placeOf(anchor: OpenMenu['anchor']): {
  readonly right: number | null
  readonly top: number
  readonly bottom: number
  readonly left: number
} {
  if (!(anchor instanceof HTMLElement)) return { left: anchor.x, right: null, top: anchor.y, bottom: anchor.y }
  const { left, right, top, bottom } = anchor.getBoundingClientRect()
  return { left, right, top: top - GAP_PX, bottom: bottom + GAP_PX }
}

function close(): void {
  const giveBack = opened.value?.giveBack
  opened.value = null
  giveBack?.()
}

function Menu({ anchor, items: itemsNow }: OpenMenu): VNode {
  const list = useRef<HTMLDivElement>(null)
  const items = itemsNow()
  /** Position of the entry whose question is shown. */
  const [asked, setAsked] = useState<number | null>(null)

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const { left, right, top, bottom } = placeOf(anchor)
    const { offsetWidth, offsetHeight } = element
    const below = bottom + offsetHeight <= window.innerHeight
    const wanted = right === null ? left : right - offsetWidth
    element.style.left = `${Math.max(EDGE_PX, Math.min(wanted, window.innerWidth - offsetWidth - EDGE_PX))}px`
    element.style.top = `${below ? bottom : Math.max(EDGE_PX, top - offsetHeight)}px`
    element.querySelector<HTMLElement>(CHOICES)?.focus()
  }, [anchor, items.length])

  // Listens before the menu is painted, so that it is closed by a key that is pressed immediately.
  useLayoutEffect(() => {
    const outside = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node)) return
      const isAnchor = anchor instanceof HTMLElement && anchor.contains(target)
      if (list.current?.contains(target) !== true && !isAnchor) opened.value = null
    }
    // The focus can be taken from the menu, such as by a terminal that opens, which passes no key on.
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || (event.target instanceof Node && list.current?.contains(event.target))) return
      event.preventDefault()
      event.stopPropagation()
      opened.value = null
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', escape, true)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', escape, true)
    }
  }, [anchor])

  // The menu belongs to the page that it was opened on.
  const page = useRef(route.value)
  useEffect(() => {
    if (page.current !== route.value) opened.value = null
  }, [route.value])

  const move = (step: number): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(CHOICES) ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
  }

  return (
    <div ref={list} class="menu" role="menu" onKeyDown={onKeyDown}>
      {items.map((item, index) => (
        <button
          // By its entry, so that one that arrives late moves the others and takes no press that was meant for them.
          key={`${item.label} ${items.slice(0, index).filter(({ label }) => label === item.label).length}`}
          type="button"
          role="menuitem"
          disabled={item.isOff}
          class={asked === index ? 'danger armed' : item.question ? 'danger' : ''}
          onClick={() => {
            if (item.question && asked !== index) {
              setAsked(index)
              return
            }
            close()
            item.run()
          }}
        >
          <Icon of={item.icon} />
          <span>{asked === index ? item.question : item.label}</span>
          {item.shortcut && <Keys of={item.shortcut} />}
        </button>
      ))}
    </div>
  )
}
