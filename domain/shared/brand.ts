/** Key of the phantom property that keeps a checked value apart from a raw one of the same shape. */
export declare const brand: unique symbol
