import type { Finish, FinishAt, FinishStage } from '../../domain/board/finish.js'

/** Values of a finish; the caller gives those that the stage needs. */
export type FinishValues<Stage extends FinishStage = FinishStage> = {
  readonly [Field in Exclude<keyof Finish, 'stage'>]?: Finish[Field]
} & { readonly stage?: Stage }

export const changedFinish = <Stage extends FinishStage>(
  finish: Finish,
  values: FinishValues<Stage>,
): FinishAt<Stage> => ({ ...finish, ...values }) as unknown as FinishAt<Stage>
