/** As much of the linter's interface as is used here; the package has no types of its own. */
declare module 'addons-linter' {
  interface Message {
    readonly code: string;
    readonly message: string;
    readonly file?: string;
  }
  interface Report {
    readonly errors: readonly Message[];
    readonly warnings: readonly Message[];
    readonly notices: readonly Message[];
  }
  const linter: {
    createInstance(options: { readonly config: Readonly<Record<string, unknown>>; readonly runAsBinary: boolean }): {
      run(): Promise<Report>;
    };
  };
  export default linter;
}
