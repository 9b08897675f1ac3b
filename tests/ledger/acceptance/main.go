// Checks notes and proofs with the verifier that every `go get` uses: sumdb/note and sumdb/tlog.
//
// One JSON document on stdin; on stdout, how many checks were accepted and which were not.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"acceptance/note"
	"acceptance/tlog"
)

type inclusion struct {
	Leaf  string
	Index int64
	Proof []string
}

type input struct {
	Key         string
	Note        string
	Inclusions  []inclusion
	Consistency []struct {
		Old   string
		Proof []string
	}
}

func hash(text string) (out tlog.Hash) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(raw) != tlog.HashSize {
		panic("not a hash: " + text)
	}
	copy(out[:], raw)
	return out
}

func hashes(texts []string) (out []tlog.Hash) {
	for _, text := range texts {
		out = append(out, hash(text))
	}
	return out
}

func head(key, text string) (int64, tlog.Hash, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	return size, hash(lines[2]), err
}

func main() {
	var told input
	if err := json.NewDecoder(os.Stdin).Decode(&told); err != nil {
		panic(err)
	}
	accepted := 0
	count := func(what string, err error) {
		if err == nil {
			accepted++
		} else {
			fmt.Println("refused:", what, err)
		}
	}
	size, root, err := head(told.Key, told.Note)
	count("note", err)
	for _, one := range told.Inclusions {
		err := tlog.CheckRecord(hashes(one.Proof), size, root, one.Index, hash(one.Leaf))
		count(fmt.Sprintf("inclusion %d", one.Index), err)
	}
	for _, one := range told.Consistency {
		before, old, err := head(told.Key, one.Old)
		if err == nil {
			err = tlog.CheckTree(hashes(one.Proof), size, root, before, old)
		}
		count(fmt.Sprintf("consistency %d", before), err)
	}
	fmt.Println("accepted:", accepted)
}
