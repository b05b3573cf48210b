/** The timers that both hosts of VS Code have: Node's and the web worker's. Nothing else of either is used. */
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;
