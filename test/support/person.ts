import type { Locator, Page } from 'playwright-core'

/** Person who uses pages; every press, tap, opened address and typed text counts as one action. */
export interface Person {
  readonly open: (page: Page, address: string) => Promise<void>
  readonly press: (target: Locator) => Promise<void>
  readonly tap: (target: Locator) => Promise<void>
  readonly key: (page: Page, keys: string) => Promise<void>
  readonly type: (page: Page, text: string) => Promise<void>
  /** Actions since the last call. */
  readonly actions: () => number
}

export function person(): Person {
  let count = 0
  const counted =
    <A extends ReadonlyArray<unknown>>(act: (...args: A) => Promise<unknown>) =>
    async (...args: A): Promise<void> => {
      count += 1
      await act(...args)
    }
  return {
    open: counted((page: Page, address: string) => page.goto(address)),
    press: counted((target: Locator) => target.click()),
    tap: counted((target: Locator) => target.tap()),
    key: counted((page: Page, keys: string) => page.keyboard.press(keys)),
    type: counted((page: Page, text: string) => page.keyboard.type(text)),
    actions: () => {
      const sum = count
      count = 0
      return sum
    },
  }
}
