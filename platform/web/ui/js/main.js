// What scripts add; every errand works without them.
import { answerInPlace } from "./inplace.js";
import { closeOpenMenus } from "./menus.js";
import { saveWhileWriting } from "./drafts.js";
import { offerNotices } from "./push.js";
import { suggestWhileTyping } from "./suggestions.js";
import { printAndCopy } from "./paper.js";
import { warnWhenIdle } from "./idle.js";

closeOpenMenus(document);
warnWhenIdle(document);
saveWhileWriting(document);
offerNotices(document);
suggestWhileTyping(document);
answerInPlace(document);
printAndCopy(document);
