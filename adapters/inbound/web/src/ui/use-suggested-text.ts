import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/**
 * Selects a suggestion in a field with the focus, also when it arrives late, and at the first click: what is typed then replaces it.
 * `null` while the text is a person's own.
 */
export function useSuggestedText(field: RefObject<HTMLInputElement>, suggested: string | null): void {
  useLayoutEffect(() => {
    const input = field.current
    if (suggested === null || input === null) return undefined
    const select = (): void => input.select()
    if (document.activeElement === input) select()
    input.addEventListener('click', select, { once: true })
    return () => input.removeEventListener('click', select)
  }, [suggested])
}
