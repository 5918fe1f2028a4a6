/** Type of the data of a drag that takes a session along. */
const SESSION_TYPE = 'application/x-penates-session'

/** Puts the name of the session into a drag that begins at its link. */
export function dragSession(event: DragEvent, name: string): void {
  event.dataTransfer?.setData(SESSION_TYPE, name)
}

export const hasSession = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes(SESSION_TYPE) === true

/** Name of the dropped session. */
export const droppedSession = ({ dataTransfer }: DragEvent): string => dataTransfer?.getData(SESSION_TYPE) ?? ''
