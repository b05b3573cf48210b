/** Every suite that runs inside an extension host; loaded when mocha's words are there. */
import './suite.ts';
import './see.ts';
import './long.ts';
import './follow.ts';
import './customise.ts';
import './ours.ts';
