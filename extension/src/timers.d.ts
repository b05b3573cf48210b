/** What both hosts of VS Code have, Node's and the web worker's: timers, and base64 for a picture in a URL. Nothing else of either is used. */
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number | undefined): void;
declare function btoa(text: string): string;
