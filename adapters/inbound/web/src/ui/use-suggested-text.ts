import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/**
 * Selects the text of a field with the focus when it becomes a suggestion, which may arrive late: what is typed then replaces it.
 * `null` while the text is a person's own.
 */
export function useSuggestedText(field: RefObject<HTMLInputElement>, suggested: string | null): void {
  useLayoutEffect(() => {
    if (suggested !== null && document.activeElement === field.current) field.current?.select()
  }, [suggested])
}
