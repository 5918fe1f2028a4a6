import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let axeSource: Promise<string> | undefined

/** Violations of the rules of axe on the whole page, one line each. */
export async function axeViolations(page: Page): Promise<ReadonlyArray<string>> {
  await page.evaluate(await (axeSource ??= readFile(AXE, 'utf8')))
  // Both rules are off unless asked for.
  return violations(
    page,
    `{ rules: { 'label-content-name-mismatch': { enabled: true }, 'target-size': { enabled: true } } }`,
  )
}

/** Violations of contrast alone: what differs between themes. Needs a page that `axeViolations` has looked at. */
export const contrastViolations = (page: Page): Promise<ReadonlyArray<string>> =>
  violations(page, `{ runOnly: ['color-contrast'] }`)

/** Waits for two frames: in the first one the page hears of an event, in the second one its answer is laid out. */
const FRAMES = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`

/** Resolves when the page is laid out for a window of this size, in CSS pixels. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.evaluate(FRAMES)
}

/** Resolves when nothing fades or moves any more, apart from what never ends. Axe would measure a colour in between. */
const atRest = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.all(document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => undefined))).then(() => true)`)

const violations = async (page: Page, options: string): Promise<ReadonlyArray<string>> => {
  await atRest(page)
  return page.evaluate(`axe.run({ exclude: ['.tooltip'] }, { resultTypes: ['violations'], ...${options} }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 160) + ' ' + failureSummary.replaceAll('\\n', ' '))))`)
}

/** Side of a target for a finger, in CSS pixels. */
const TARGET_PX = 44
/** Targets of lines of code and heads of a table, where a line each is more useful than a large target. */
const DENSE = '.note-line, .usage-table th button'

/**
 * Targets whose area for presses through their centre is narrower or lower than 44 px, one line each. Links within
 * sentences are exempt, and controls that a pointer cannot press.
 */
export const smallTargets = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(`(() => {
    const TARGET = ${TARGET_PX}
    const SELECTOR = 'button, a[href], input, select, textarea, summary, [role=button], [role=tab], [role=treeitem]'
    const isPressable = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && getComputedStyle(e).pointerEvents !== 'none' && !e.disabled && !e.matches('.skip') && !e.closest('[inert]')
      && !(document.querySelector('dialog[open]') && !e.closest('dialog'))
    const isInSentence = (e) => e.matches('p a, li > a, [id^=headline-] a, code')
    const boxOf = (e) => (e.labels?.[0]?.querySelector('input') === e ? e.labels[0] : e)
    return [...document.querySelectorAll(SELECTOR)]
      .map(boxOf)
      .filter((e) => isPressable(e) && !isInSentence(e) && !e.matches(${JSON.stringify(DENSE)}))
      .flatMap((e) => {
        e.scrollIntoView({ block: 'center', inline: 'center' })
        const { left, top, width, height } = e.getBoundingClientRect()
        if (width < 2 || height < 2) return []
        const [x, y] = [left + width / 2, top + height / 2]
        const takes = (px, py) => {
          // A toast goes by itself.
          const isAbove = (one) => one.closest('.toasts') !== null && e.closest('.toasts') === null
          const hit = document.elementsFromPoint(px, py).find((one) => !isAbove(one))
          return hit === undefined || e.contains(hit) || hit.contains(e) && hit.matches(SELECTOR + ', label')
        }
        if (!takes(x, y)) return []
        const reach = (dx, dy) => {
          let px = 0
          while (px < TARGET && takes(x + dx * (px + 1), y + dy * (px + 1))) px += 1
          return px
        }
        const isLarge = reach(1, 0) + reach(-1, 0) >= TARGET - 2 && reach(0, 1) + reach(0, -1) >= TARGET - 2
        return isLarge ? [] : [Math.round(width) + 'x' + Math.round(height) + ' ' + e.outerHTML.slice(0, 140)]
      })
  })()`)

/**
 * Sum of the layout shifts of the page since it was opened, without those that follow an action within half a second, and
 * the elements that moved.
 */
export const layoutShifts = (page: Page): Promise<{ readonly sum: number; readonly moved: ReadonlyArray<string> }> =>
  page.evaluate(`document.fonts.ready.then(() => new Promise((done) => {
    const entries = []
    new PerformanceObserver((list) => {
      entries.push(...list.getEntries().filter(({ hadRecentInput }) => !hadRecentInput))
    }).observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => setTimeout(() => done({
      sum: entries.reduce((sum, { value }) => sum + value, 0),
      moved: entries.flatMap(({ value, sources }) => sources.map(({ node, previousRect: a, currentRect: b }) =>
        [value.toFixed(4), node?.outerHTML?.slice(0, 100) ?? node?.textContent, a.x, a.y, '→', b.x, b.y].join(' '))),
    })))
  }))`)

/** Least width of a text that ends in an ellipsis, in CSS pixels: about five characters. */
const CUT_TEXT_PX = 32
/** Elements that scroll sideways or show a part of a screen by design. */
const SCROLLS = '.xterm, .preview, pre, .board-columns, .usage-table, .log-lines, .visually-hidden, .off-screen'

/**
 * Texts that are cut sideways without an ellipsis or a visible scrollbar, or of which an ellipsis leaves less than about five
 * characters, one line each.
 */
export const cutTexts = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    const boxOf = (text) => {
      const range = document.createRange()
      range.selectNodeContents(text)
      return range.getBoundingClientRect()
    }
    const isShown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !e.closest(${JSON.stringify(SCROLLS)}) && !e.closest('.skip, [inert], option, canvas, .tooltip')
      && !(document.querySelector('dialog[open]') && !e.closest('dialog'))
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const parent = text.parentElement
      if (text.data.trim() === '' || !isShown(parent)) continue
      const { left, right, top, width, height } = boxOf(text)
      if (width === 0 || height === 0) continue
      const note = (why) => found.push(why + ': ' + text.data.trim().slice(0, 40) + ' in ' + parent.outerHTML.slice(0, 100))
      for (let e = parent; e !== document.documentElement; e = e.parentElement) {
        const { overflowX, textOverflow, scrollbarWidth } = getComputedStyle(e)
        if (overflowX === 'visible') continue
        const box = e.getBoundingClientRect()
        // Wrapped out of sight: its letters begin below the element.
        if (box.bottom - top < height / 3) break
        if (left >= box.left - 1 && right <= box.right + 1) continue
        if (textOverflow === 'ellipsis') {
          if (e.clientWidth < ${CUT_TEXT_PX}) note('cut to ' + e.clientWidth + ' px')
        } else if (scrollbarWidth === 'none' || overflowX === 'hidden' || overflowX === 'clip') {
          note('cut by ' + Math.round(Math.max(right - box.right, box.left - left)) + ' px')
        }
        break
      }
    }
    return found
  })()`)

/** Elements of this selector that scroll sideways. */
export const sidewaysOf = (page: Page, selector: string): Promise<ReadonlyArray<string>> =>
  page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ outerHTML }) => outerHTML.slice(0, 140))`)

/**
 * Number of Tabs from the top of the page to a control of its content, by the link that skips the navigation; more than `most`
 * also where a terminal or a card that is drawn meanwhile takes the focus.
 */
export async function tabsToContent(page: Page, most: number): Promise<number> {
  // Without a focus, Tab would go on from the element that had it last, such as a card in a panel.
  await page.evaluate(`{
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  }`)
  for (let tabs = 1; tabs <= most; tabs += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate<string>(`(() => {
      const at = document.activeElement
      if (at.matches('.skip')) return 'skip'
      return at.closest('main, dialog') && at.matches('button, a, input, select, textarea, [tabindex="0"]') ? 'content' : ''
    })()`)
    if (at === 'content') return tabs
    if (at === 'skip') await page.keyboard.press('Enter')
  }
  return most + 1
}

/**
 * Text about the focused element where another element, or an edge of the window, covers the centre of its visible part, or
 * where a part of it is out of sight that would have room; '' where it is not covered.
 */
export const coveredFocus = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const focused = document.activeElement
    const at = focused.closest('.terminal-box') ?? focused.closest('label') ?? focused
    if (focused === document.body || focused.matches('iframe')) return ''
    const { left, right, top, bottom, width, height } = at.getBoundingClientRect()
    const name = at.outerHTML.slice(0, 120) + ' at ' + [left, top, width, height].map(Math.round).join(' ')
    const shown = { left: Math.max(left, 0), right: Math.min(right, innerWidth), top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight) }
    const needed = Math.min(height, 24)
    if (shown.bottom - shown.top < needed) return 'out of sight: ' + name
    const hit = document.elementFromPoint((shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2)
    return hit !== null && (at.contains(hit) || hit.contains(at) && hit.matches('label')) ? '' : 'covered by ' + hit?.outerHTML.slice(0, 100) + ': ' + name
  })()`)

/** Text about a corner of the first element of this selector that is out of sight or covered; '' where all of it is seen. */
export const hiddenPart = (page: Page, selector: string): Promise<string> =>
  page.evaluate(`(() => {
    const at = document.querySelector(${JSON.stringify(selector)})
    if (at === null) return 'missing'
    const { left, right, top, bottom } = at.getBoundingClientRect()
    for (const [x, y] of [[left, top], [right, top], [left, bottom], [right, bottom]].map(([x, y]) =>
      [x + (x === left ? 6 : -6), y + (y === top ? 6 : -6)])) {
      const hit = document.elementFromPoint(x, y)
      if (hit === null || !at.contains(hit)) return Math.round(x) + ' ' + Math.round(y) + ' covered by ' + (hit?.outerHTML.slice(0, 100) ?? 'the edge')
    }
    return ''
  })()`)
