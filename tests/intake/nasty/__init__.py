"""Twenty-five inputs that do harm, or were harmed: made by these modules, kept nowhere.

| # | file | what it is | what comes of it |
|---|---|---|---|
| 1 | nested_bomb.zip | 16 archives in each, four deep: 655 GB | archives counted, 1 GB at most |
| 2 | flat_bomb.zip | one file of 4 GB in 4 MB | partial, nothing of it kept |
| 3 | entries.zip | 200 entries of the directory on one file | partial: 200 expected, 1 given |
| 4 | names.zip | ../, /etc, C:, text turned round, a name twice | seven inside, none outside |
| 5 | links.tar | links, a pipe, a device | partial: told, not followed |
| 6 | cut.zip | two thirds of an archive | partial: what is there is kept |
| 7 | code.zip | a name in Shift-JIS | its name is guessed, and told so |
| 8 | table.pdf | the table of objects is cut off | partial: its pages are found |
| 9 | endless.pdf | a page tree in a circle, 999,999 pages | partial, after 100 bad pages |
| 10 | content.pdf | a page whose content is 1.5 GB | partial, told (long) |
| 11 | huge.pdf | a page 700 m wide | its text; drawn within a limit |
| 12 | covered.pdf | a black box over text | its text, and word of the box |
| 13 | attached.pdf | a file attached to a PDF | a file inside |
| 14 | both.pdf | a PDF that is a ZIP too | its text, the ZIP and its file |
| 15 | deep.eml | 300 messages, one in another | 24, the last says why |
| 16 | broad.eml | 20,000 attachments of one content | 20,000 items, one content |
| 17 | broken.eml | charset, date, base64 and end are wrong | partial: body and attachment |
| 18 | laughs.docx | entities that grow without end | partial: not expanded |
| 19 | outside.docx | an entity that names a file of the machine | partial: not read |
| 20 | inside.docx | a document inside, a tracked deletion | a file; a layer of its own |
| 21 | apart.xlsx | cells at A1 and XFD1048576, a hidden sheet | partial: cells, word of the sheet |
| 22 | large.png | 60,000 by 60,000 pixels | failed, and not unpacked |
| 23 | deep.html | 200,000 elements deep | its text |
| 24 | deep.rtf | 200,000 groups deep | partial: its text so far |
| 25 | empty.pdf | no bytes | empty |
| 25 | nul.pdf | 4,096 times nothing | failed |
| 25 | report.txt | a PDF of another name | a PDF |
| 25 | cut.pst, flipped.pst, cut.msg | mailboxes and a message, damaged | failed |
| 25 | members.gz | three streams, one behind the other | one file of all three |
| 25 | line.csv | 60 MB in one line | a table of one row (long) |
| 25 | from.mbox | a line that begins with "From " | two messages |

Besides, quine.zip and quine.gz contain themselves: one file inside, which says so. An Outlook data
file that is sound but for its end is tested where a real one is at hand: nothing here writes one.
Those that are marked long are made where the variable KYLES_LONG is set.
"""
