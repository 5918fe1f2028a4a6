import { signal } from '@preact/signals'
import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './icon.js'

export interface MenuItem {
  readonly label: string
  readonly icon: LucideIcon
  readonly run: () => void
  readonly shortcut?: string
  /** Asked in place before it is done. */
  readonly question?: string
}

interface OpenMenu {
  readonly anchor: HTMLElement
  readonly items: ReadonlyArray<MenuItem>
}

const opened = signal<OpenMenu | null>(null)

/** Opens a menu at the button that was pressed, or closes it. */
export function toggleMenu(anchor: HTMLElement, items: ReadonlyArray<MenuItem>): void {
  opened.value = opened.value?.anchor === anchor ? null : { anchor, items }
}

/** The one menu of the page. */
export function MenuLayer(): VNode | null {
  const menu = opened.value
  return menu && <Menu key={menu.anchor} {...menu} />
}

function close(): void {
  const anchor = opened.value?.anchor
  opened.value = null
  if (anchor?.isConnected) anchor.focus()
}

function Menu({ anchor, items }: OpenMenu): VNode {
  const list = useRef<HTMLDivElement>(null)
  const [asked, setAsked] = useState<MenuItem | null>(null)

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const box = anchor.getBoundingClientRect()
    const { offsetWidth, offsetHeight } = element
    const below = box.bottom + 4 + offsetHeight <= window.innerHeight
    element.style.left = `${Math.max(8, Math.min(box.right - offsetWidth, window.innerWidth - offsetWidth - 8))}px`
    element.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - 4 - offsetHeight)}px`
    element.querySelector('button')?.focus()
  }, [anchor])

  useEffect(() => {
    const outside = ({ target }: PointerEvent): void => {
      const inside = target instanceof Node && (list.current?.contains(target) === true || anchor.contains(target))
      if (!inside) opened.value = null
    }
    document.addEventListener('pointerdown', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
    }
  }, [anchor])

  const move = (step: number): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
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
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          class={asked === item ? 'danger armed' : item.question ? 'danger' : ''}
          onClick={() => {
            if (item.question && asked !== item) {
              setAsked(item)
              return
            }
            close()
            item.run()
          }}
        >
          <Icon of={item.icon} />
          <span>{asked === item ? item.question : item.label}</span>
          {item.shortcut && <kbd>{item.shortcut}</kbd>}
        </button>
      ))}
    </div>
  )
}
