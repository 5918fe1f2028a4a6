import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isFieldFocused } from '../app/platform/field-focus.js'
import type { SettingsPart } from '../app/routing/route.js'
import { route } from '../app/router.js'
import { soughtSetting } from './sought-setting.js'

interface PartProps {
  readonly part: SettingsPart
  readonly title: string
  readonly children: ComponentChildren
}

/** Section of the settings page. Scrolls into view when the address names it. */
export function Part({ part, title, children }: PartProps): VNode {
  const section = useRef<HTMLElement>(null)
  const here = route.value
  const isNamed = here.page === 'settings' && here.part === part
  useEffect(() => (isNamed && section.current ? holdInView(section.current, 'start') : undefined), [isNamed])
  return (
    <section ref={section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Place of a part that is being read. What follows is hidden for half a second at most, so that it does not move in sight. */
export const LatePart = (): VNode => <div class="late-part" />

interface LineProps {
  readonly label: string
  readonly hint?: string
  readonly children: ComponentChildren
}

/** Setting with its label, hint and control. Takes the focus when it is sought. */
export function Line({ label, hint, children }: LineProps): VNode {
  const line = useRef<HTMLDivElement>(null)
  const isSought = soughtSetting.value === label
  const release = useRef<() => void>()
  useEffect(() => {
    if (!isSought || !line.current) return
    soughtSetting.value = null
    release.current = holdInView(line.current, 'center')
    if (!isFieldFocused()) line.current.querySelector<HTMLElement>('button, input, select, a')?.focus()
  }, [isSought])
  useEffect(() => () => release.current?.(), [])
  return (
    <div ref={line} class="setting cluster between gap-16 line-faint">
      <div>
        <span class="setting-label as-block">{label}</span>
        {hint && <span class="hint">{hint}</span>}
      </div>
      {children}
    </div>
  )
}

/** Events by which a person scrolls or chooses another place. */
const INPUTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Scrolls an element into view, and again whenever a part of its page is drawn or changes its height, until the person uses the
 * page. Returns a function that ends it.
 */
function holdInView(element: HTMLElement, block: 'start' | 'center'): () => void {
  const scroller = element.closest('.scroller')
  if (!scroller) return () => undefined
  const show = (): void => element.scrollIntoView({ block })
  const sizes = new ResizeObserver(show)
  const parts = new MutationObserver(() => {
    for (const part of scroller.children) sizes.observe(part)
    show()
  })
  const end = (): void => {
    sizes.disconnect()
    parts.disconnect()
    for (const input of INPUTS) window.removeEventListener(input, end, true)
  }
  for (const part of scroller.children) sizes.observe(part)
  parts.observe(scroller, { childList: true })
  for (const input of INPUTS) window.addEventListener(input, end, { capture: true, passive: true })
  show()
  return end
}
