/** Key of the phantom property that keeps a checked value apart from a raw one of the same shape. */
export declare const brand: unique symbol

/** Text of one kind. Text of another kind is not assignable to it; plain text is, because its content is not checked. */
export type Kind<Name extends string> = string & { readonly [brand]?: Name }

/** Absolute path of a folder. */
export type Directory = Kind<'Directory'>
