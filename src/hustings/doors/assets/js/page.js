// Small conveniences. Every page works without them.
import { offerCopies } from "./copy.js";
import { focusErrors } from "./errors.js";
import { offerPrinting } from "./printing.js";

offerCopies(document);
focusErrors(document);
offerPrinting(document);
