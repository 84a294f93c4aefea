/// The page of the console in a real browser without a window.
///
/// [BrowserTools] finds Chromium, Node.js and npm on the machine and installs the two npm packages
/// of `console/src/test/browser`, whose lock file pins their hashes; where something is missing,
/// each class with [BrowserTest] is skipped and says what. The browser and one console on an
/// embedded broker ([BrowserConsole]) serve all classes. Each test opens tabs ([ConsoleTab]) of its
/// own, which fail it if the page has logged anything, asked anything or broken its content
/// security policy.
@NullMarked
package org.vigie.console.browser;

import org.jspecify.annotations.NullMarked;
